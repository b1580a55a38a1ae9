#include <mutex>

#include <perfdata/remote/dcerpc/log_on_failure.hpp>
#include <perfdata/remote/session/machine_session.hpp>

namespace perfdata {

/// What the caller's threads and the loop's share.
struct async_machine::front {
  front(dcerpc_loop& running, const machine_address& address, const remote_options& how)
      : loop(running), machine(address), options(how) {}
  front(const front&) = delete;
  front& operator=(const front&) = delete;

  void set_status(const machine_status& now) {
    const std::lock_guard lock(status_mutex);
    status = now;
  }

  void call(const completion& done, result<byte_buffer> answer) {
    const std::lock_guard lock(calling);
    if (!closed) done(std::move(answer));
  }

  dcerpc_loop& loop;
  const machine_address machine;
  const remote_options options;

  std::recursive_mutex calling;  // a completion may destroy its own machine
  bool closed = false;           // guarded by calling

  std::mutex status_mutex;
  machine_status status{};  // guarded by status_mutex

  std::unique_ptr<machine_session> session{};  // the loop's thread only
};

result<std::unique_ptr<async_machine>> async_machine::create(const machine_address& machine,
                                                             const remote_options& options) {
  if (needs_an_account(options)) return failure(unprotected_anonymous(machine.to_string()));
  auto loop = dcerpc_loop::acquire();
  if (!loop) return failure(loop.error());
  std::unique_ptr<async_machine> made(new async_machine);
  made->loop_ = *std::move(loop);
  made->front_ = std::make_shared<front>(*made->loop_, machine, options);
  made->loop_->post([front = made->front_] {
    const auto on_status = [raw = front.get()](const machine_status& now) { raw->set_status(now); };
    front->session =
        std::make_unique<machine_session>(front->loop, front->machine, front->options, on_status);
  });
  return made;
}

async_machine::~async_machine() {
  {
    const std::lock_guard lock(front_->calling);
    front_->closed = true;
  }
  loop_->post([front = std::move(front_)] { front->session.reset(); });
}

void async_machine::start(bool only_connect, std::string value_name, byte_buffer reuse, completion done) {
  auto query = std::make_shared<machine_query>(
      machine_query{.only_connect = only_connect,
                    .value_name = std::move(value_name),
                    .answer = std::move(reuse),
                    .until = deadline(front_->options.timeout),
                    .done = [front = front_, done = std::move(done)](result<byte_buffer> answer) {
                      front->call(done, std::move(answer));
                    }});
  loop_->post([front = front_, query = std::move(query)] {
    if (front->session) front->session->start(std::move(*query));
  });
}

void async_machine::query(std::string value_name, byte_buffer reuse, completion done) {
  start(false, std::move(value_name), std::move(reuse), std::move(done));
}

void async_machine::connect(completion done) {
  start(true, {}, {}, std::move(done));
}

void async_machine::cancel() {
  loop_->post([front = front_] {
    if (front->session) front->session->cancel();
  });
}

machine_status async_machine::status() const {
  const std::lock_guard lock(front_->status_mutex);
  return front_->status;
}

std::string async_machine::machine() const {
  return front_->machine.to_string();
}

}  // namespace perfdata
