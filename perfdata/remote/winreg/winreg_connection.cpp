#include <perfdata/connection/cancellation.hpp>
#include <perfdata/connection/nt_status.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/dcerpc/log_on_failure.hpp>
#include <perfdata/remote/loop/run_and_wait.hpp>
#include <perfdata/remote/winreg/winreg_connection.hpp>

namespace perfdata {

/// What the tasks work on; they hold it, so that one which a hung loop has not ended yet does no harm.
struct winreg_connection::shared {
  explicit shared(dcerpc_loop& used) : loop(used) {}
  shared(const shared&) = delete;
  shared& operator=(const shared&) = delete;

  // Not defined here: clang 14 cannot sanitize a coroutine that is inline.
  static task<nothing> open(std::shared_ptr<shared> self, deadline reach, deadline until);
  static task<nothing> call(std::shared_ptr<shared> self, winreg::method which, byte_buffer request,
                            deadline until, std::shared_ptr<result<dcerpc_reply>> reply);

  dcerpc_loop& loop;
  winreg_pipe::plan how{};
  std::unique_ptr<winreg_pipe> pipe{};
  std::optional<error> failed{};  // of open()
};

task<nothing> winreg_connection::shared::open(std::shared_ptr<shared> self, deadline reach, deadline until) {
  auto opened = co_await winreg_pipe::open(self->loop, self->how, reach, until);
  if (opened)
    self->pipe = *std::move(opened);
  else
    self->failed = std::move(opened.error());
  co_return nothing{};
}

task<nothing> winreg_connection::shared::call(std::shared_ptr<shared> self, winreg::method which,
                                              byte_buffer request, deadline until,
                                              std::shared_ptr<result<dcerpc_reply>> reply) {
  *reply = co_await self->pipe->call(which, std::move(request), until);
  co_return nothing{};
}

winreg_connection::winreg_connection(std::shared_ptr<dcerpc_loop> loop)
    : loop_(std::move(loop)), shared_(std::make_shared<shared>(*loop_)) {}

winreg_connection::~winreg_connection() {
  loop_->post([shared = std::move(shared_), close_key = !key_taken_] {
    if (close_key) winreg_pipe::close(std::move(shared->pipe));
    shared->pipe.reset();
  });
}

result<std::unique_ptr<winreg_connection>> winreg_connection::open(const machine_address& machine,
                                                                   const remote_options& options,
                                                                   const deadline& reach,
                                                                   const deadline& until,
                                                                   winreg::method predefined) {
  if (needs_an_account(options)) return failure(unprotected_anonymous(machine.to_string()));
  auto loop = dcerpc_loop::acquire();
  if (!loop) return failure(loop.error());
  std::unique_ptr<winreg_connection> fresh(new winreg_connection(*std::move(loop)));
  fresh->machine_ = machine.to_string();
  fresh->stop_ = options.stop;
  fresh->shared_->how.machine = machine;
  fresh->shared_->how.options = options;
  fresh->shared_->how.predefined = predefined;
  const bool ended =
      run_and_wait(*fresh->loop_, shared::open(fresh->shared_, reach, until), until, options.stop);
  if (options.stop.stop_requested()) return failure(cancelled(fresh->machine_));
  if (!ended)
    return failure(connect_progress{.reached = connect_progress::stage::connect}.timed_out(machine));
  if (fresh->shared_->failed) return failure(std::move(*fresh->shared_->failed));
  fresh->key_ = fresh->shared_->pipe->key();
  fresh->sound_ = true;
  return fresh;
}

result<dcerpc_reply> winreg_connection::call(winreg::method which, byte_buffer request,
                                             const deadline& until) {
  if (!sound_) return failure(win32_failure(machine_, winreg::to_string(which), error_invalid_handle));
  auto reply = std::make_shared<result<dcerpc_reply>>();
  const bool ended =
      run_and_wait(*loop_, shared::call(shared_, which, std::move(request), until, reply), until, stop_);
  if (ended && *reply) {
    // The caller's copy goes in the caller's thread, the libraries' memory in theirs.
    const byte_view bytes = (*reply)->bytes;
    return dcerpc_reply{
        .owner = std::shared_ptr<const void>(
            reply.get(),
            [loop = loop_, reply](const void*) { loop->post([reply] { *reply = dcerpc_reply{}; }); }),
        .bytes = bytes};
  }
  sound_ = false;
  if (ended) return failure(std::move(reply->error()));
  loop_->post([reply] { *reply = dcerpc_reply{}; });
  return failure(stop_.stop_requested() ? cancelled(machine_)
                                        : nt_failure(machine_, winreg::to_string(which), status_io_timeout));
}

}  // namespace perfdata
