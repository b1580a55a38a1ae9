#include <future>
#include <vector>

#include <perfdata/connection/nt_status.hpp>
#include <perfdata/remote/dcerpc/samba_chunks.hpp>
#include <perfdata/remote/dcerpc/samba_composite.hpp>
#include <perfdata/remote/doctor/logon_trial.hpp>
#include <perfdata/remote/winreg/winreg_ndr.hpp>

namespace perfdata {
namespace {

using clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds grace{100};  // for the loop to report a missed deadline itself

/// A trial under way. Touched in the loop's thread only; the promise is for the thread that waits.
class trial_run : public std::enable_shared_from_this<trial_run> {
 public:
  trial_run(dcerpc_loop& loop, dcerpc_target target) : loop_(loop), target_(std::move(target)) {}
  trial_run(const trial_run&) = delete;
  trial_run& operator=(const trial_run&) = delete;
  ~trial_run() = default;

  [[nodiscard]] std::future<logon_trial> finished() { return promise_.get_future(); }

  void begin(const deadline& until) {
    running_ = shared_from_this();
    stage_began_ = clock::now();
    memory_ = new_talloc_context(nullptr, "perfdata trial");
    const auto left = until.left().count();
    const timeval when = tevent_timeval_current_ofs(static_cast<std::uint32_t>(left / 1000),
                                                    static_cast<std::uint32_t>(left % 1000 * 1000));
    std::string problem = "out of memory";
    if (!memory_ || tevent_add_timer(loop_.events(), memory_.get(), when, on_deadline, this) == nullptr ||
        !make_logon(memory_.get(), target_, logon_, problem))
      return end({.problem = std::move(problem)});
    connecting_ = new_talloc_context(memory_.get(), "perfdata connect").release();
    pending_ = dcerpc_pipe_connect_b_send(connecting_, logon_.binding, &interface_table(target_.interface),
                                          logon_.account, loop_.events(), logon_.settings);
    if (pending_ == nullptr) return end({.nt_status = status_no_memory});
    if (!call_when_done(pending_, loop_.events(), on_connected, this))
      return end({.problem = "this version of libdcerpc is not known to us"});
    watch();
  }

 private:
  // Between any two events of the loop every trial looks how far it has come. One list for all, because an
  // event context has one place for a callback.
  static std::vector<trial_run*>& watched() {
    thread_local std::vector<trial_run*> all;
    return all;
  }
  static void on_trace(tevent_trace_point point, void*) {
    if (point != TEVENT_TRACE_BEFORE_WAIT) return;
    for (auto* const one : watched()) one->look();
  }
  void watch() {
    watched().push_back(this);
    tevent_set_trace_callback(loop_.events(), on_trace, nullptr);
  }
  void unwatch() {
    std::erase(watched(), this);
    if (watched().empty()) tevent_set_trace_callback(loop_.events(), nullptr, nullptr);
  }

  void look() { enter(stage_of(connecting_)); }

  void enter(logon_stage stage) {
    if (stage <= trial_.last) return;
    const auto now = clock::now();
    trial_.took[static_cast<std::size_t>(trial_.last)] =
        std::chrono::duration_cast<std::chrono::microseconds>(now - stage_began_);
    trial_.last = stage;
    stage_began_ = now;
    if (pending_ != nullptr)
      trial_.facts = facts_of(connecting_, release_);  // a failure leaves nothing to look at
  }

  static void on_connected(composite_context* pending) {
    auto* const self = static_cast<trial_run*>(pending->async.private_data);
    self->loop_.post([run = self->shared_from_this()] { run->collect_pipe(); });
  }

  void collect_pipe() {
    if (ended_) return;
    look();
    if (trial_.last == logon_stage::bind) trial_.facts = facts_of(connecting_, release_);
    const NTSTATUS status =
        dcerpc_pipe_connect_b_recv(std::exchange(pending_, nullptr), memory_.get(), &pipe_);
    unwatch();
    if (code_of(status) != 0) return end({.nt_status = code_of(status)});
    if (!is_as_protected_as(*pipe_, target_.protection))
      return end({.problem = "the connection came up with less protection than was asked for"});
    enter(logon_stage::open_key);
    open_key();
  }

  void open_key() {
    request_ = winreg::encode_open_key();
    call_ = dcerpc_binding_handle_raw_call_send(
        memory_.get(), loop_.events(), pipe_->binding_handle, nullptr,
        static_cast<std::uint32_t>(winreg::method::open_performance_data), 0,
        static_cast<const std::uint8_t*>(static_cast<const void*>(request_.data())), request_.size());
    if (call_ == nullptr) return end({.nt_status = status_no_memory});
    tevent_req_set_callback(call_, on_answered, this);
  }

  static void on_answered(tevent_req* pending) {
    auto* const self = static_cast<trial_run*>(tevent_req_callback_data_void(pending));
    self->loop_.post([run = self->shared_from_this()] { run->collect_key(); });
  }

  void collect_key() {
    if (ended_) return;
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    std::uint32_t flags = 0;
    const NTSTATUS status = dcerpc_binding_handle_raw_call_recv(std::exchange(call_, nullptr), memory_.get(),
                                                                &bytes, &size, &flags);
    if (code_of(status) != 0) return end({.nt_status = code_of(status)});
    const auto key = winreg::decode_key_reply(std::as_bytes(std::span(bytes, size)));
    if (!key) return end({.nt_status = status_invalid_network_response});
    trial_.key_status = key->status;
    trial_.complete = key->status == 0;
    end({});
  }

  static void on_deadline(tevent_context*, tevent_timer*, timeval, void* run) {
    auto* const self = static_cast<trial_run*>(run);
    self->loop_.post([late = self->shared_from_this()] { late->miss_deadline(); });
  }

  void miss_deadline() {
    if (ended_) return;
    if (pending_ != nullptr) look();
    end({.nt_status = status_io_timeout});
  }

  void end(dcerpc_outcome outcome) {
    if (std::exchange(ended_, true)) return;
    unwatch();
    trial_.took[static_cast<std::size_t>(trial_.last)] =
        std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - stage_began_);
    trial_.outcome = std::move(outcome);
    wipe_password(logon_);
    free_without_goodbye(memory_);
    promise_.set_value(std::move(trial_));
    loop_.post([keep = std::move(running_)] {});
  }

  dcerpc_loop& loop_;
  dcerpc_target target_;
  dcerpc_logon logon_{};
  talloc_owner memory_{};
  void* connecting_ = nullptr;  // below memory_
  composite_context* pending_ = nullptr;
  dcerpc_pipe* pipe_ = nullptr;
  tevent_req* call_ = nullptr;
  byte_buffer request_{};  // while call_ runs
  clock::time_point stage_began_{};
  logon_trial trial_{};
  const std::optional<samba_release> release_ = loaded_samba_release();
  bool ended_ = false;
  std::promise<logon_trial> promise_{};
  std::shared_ptr<trial_run> running_{};  // keeps this alive while the libraries point at it
};

}  // namespace

result<logon_trial> try_logon(const dcerpc_target& target, const deadline& until) {
  const auto loop = dcerpc_loop::acquire();
  if (!loop) return failure(loop.error());
  auto run = std::make_shared<trial_run>(**loop, target);
  auto finished = run->finished();
  (*loop)->post([run = std::move(run), until] { run->begin(until); });
  if (finished.wait_until(until.when() + grace) != std::future_status::ready)
    return logon_trial{.outcome = {.nt_status = status_io_timeout}};
  return finished.get();
}

}  // namespace perfdata
