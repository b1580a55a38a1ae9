#include <mutex>

#include <perfdata/remote/kerberos/ticket_wait.hpp>
#include <perfdata/remote/loop/dcerpc_wait.hpp>

namespace perfdata {
namespace {

/// Where a thread that asked the KDC leaves the answer. It may come when nobody waits any more.
class ticket_box {
 public:
  ticket_box(dcerpc_loop& loop, dcerpc_loop::job wake) : loop_(&loop), wake_(std::move(wake)) {}

  void put(result<ready_credentials> answer) {
    const std::lock_guard lock(mutex_);
    answer_.emplace(std::move(answer));
    if (loop_ != nullptr) loop_->post(wake_);
  }
  [[nodiscard]] std::optional<result<ready_credentials>> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(answer_, std::nullopt);
  }
  /// The loop lives until then.
  void close() {
    const std::lock_guard lock(mutex_);
    loop_ = nullptr;
  }

 private:
  std::mutex mutex_;
  dcerpc_loop* loop_;
  dcerpc_loop::job wake_;
  std::optional<result<ready_credentials>> answer_;
};

/// `co_await`: until an answer is there or the deadline comes.
class ticket_wait {
 public:
  ticket_wait(dcerpc_loop& loop, const deadline& until)
      : loop_(loop), timer_(loop), until_(until), box_(std::make_shared<ticket_box>(loop, resume_.job())) {}
  ticket_wait(const ticket_wait&) = delete;
  ticket_wait& operator=(const ticket_wait&) = delete;
  ~ticket_wait() { box_->close(); }

  void begin(const credentials& who, const std::string& machine, const std::string& host) {
    wanted_ = start_ticket(who, machine, host,
                           [box = box_](result<ready_credentials> found) { box->put(std::move(found)); });
  }
  [[nodiscard]] std::optional<result<ready_credentials>> take() { return box_->take(); }

  [[nodiscard]] bool await_ready() const { return until_.passed(); }
  void await_suspend(std::coroutine_handle<> who) {
    resume_.aim(who);
    if (!timer_.set(until_, resume_.job())) loop_.post(resume_.job());
  }
  void await_resume() const noexcept {}

 private:
  dcerpc_loop& loop_;
  loop_timer timer_;
  deadline until_;
  resumption resume_{};
  std::shared_ptr<ticket_box> box_;
  std::shared_ptr<const void> wanted_{};
};

}  // namespace

task<result<ready_credentials>> with_ticket(dcerpc_loop& loop, credentials who, std::string machine,
                                            std::string host, deadline until) {
  ticket_wait waiting(loop, until);
  waiting.begin(who, machine, host);
  auto answer = waiting.take();  // at once, when no KDC is needed
  if (!answer) {
    co_await waiting;
    answer = waiting.take();
  }
  if (!answer) co_return failure(ticket_timed_out(machine));
  co_return *std::move(answer);
}

}  // namespace perfdata
