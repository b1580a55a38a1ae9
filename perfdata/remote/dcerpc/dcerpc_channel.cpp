#include <perfdata/connection/nt_status.hpp>
#include <perfdata/remote/dcerpc/dcerpc_channel.hpp>
#include <perfdata/remote/dcerpc/samba_chunks.hpp>
#include <perfdata/remote/dcerpc/samba_composite.hpp>
#include <perfdata/remote/loop/dcerpc_wait.hpp>

namespace perfdata {
namespace {

// The libraries' own limit on a call, out of the way of ours.
constexpr std::uint32_t no_library_timeout_s = 24 * 3600;

}  // namespace

/// What the libraries hold for one channel.
struct dcerpc_channel::pipe_state {
  talloc_owner memory{};
  dcerpc_logon logon{};
  dcerpc_pipe* pipe = nullptr;
  std::weak_ptr<open_operation> opening{};
};

/// Something that the libraries do. Their callbacks may come once more after it was cancelled, as jobs that
/// find it ended.
class dcerpc_channel::operation : public std::enable_shared_from_this<operation> {
 public:
  operation(dcerpc_loop& loop, pipe_state& pipe) : loop_(loop), pipe_(pipe), timer_(loop) {}
  operation(const operation&) = delete;
  operation& operator=(const operation&) = delete;
  virtual ~operation() = default;

  void begin(const deadline& until, std::coroutine_handle<> then) {
    then_ = then;
    memory_ = new_talloc_context(nullptr, "perfdata operation");
    const auto expire = [weak = weak_from_this()] {
      if (const auto self = weak.lock(); self && !self->done_) self->end(self->missed());
    };
    if (!memory_ || !timer_.set(until, expire)) return fail({.nt_status = status_no_memory});
    start();
  }

  /// Nobody waits any more.
  void abandon() {
    then_ = {};
    ended_ = true;
    release();
  }

  [[nodiscard]] dcerpc_outcome take_outcome() { return std::move(outcome_); }

 protected:
  virtual void start() = 0;
  /// Takes what the libraries made, as a job of the loop.
  virtual dcerpc_outcome collect() = 0;
  /// What to say when the deadline came first, before everything is freed.
  virtual dcerpc_outcome missed() { return {.nt_status = status_io_timeout}; }

  /// For the libraries' callbacks: nothing may be freed while they are on the stack.
  void done() {
    if (std::exchange(done_, true)) return;
    loop_.post([self = shared_from_this()] {
      if (!self->ended_) self->end(self->collect());
    });
  }

  /// For start(), which runs while the task is about to wait.
  void fail(dcerpc_outcome why) {
    done_ = true;
    loop_.post([self = shared_from_this(), why = std::move(why)] { self->end(why); });
  }

  [[nodiscard]] dcerpc_loop& loop() const noexcept { return loop_; }
  [[nodiscard]] pipe_state& pipe() const noexcept { return pipe_; }
  [[nodiscard]] void* memory() const noexcept { return memory_.get(); }

 private:
  void end(dcerpc_outcome outcome) {
    if (std::exchange(ended_, true)) return;
    release();
    outcome_ = std::move(outcome);
    if (const auto then = std::exchange(then_, {})) then.resume();
  }

  void release() {
    timer_.clear();
    free_without_goodbye(memory_);  // cancels what still runs
  }

  dcerpc_loop& loop_;
  pipe_state& pipe_;
  loop_timer timer_;
  talloc_owner memory_{};
  std::coroutine_handle<> then_{};
  dcerpc_outcome outcome_{};
  bool done_ = false;
  bool ended_ = false;
};

/// `co_await`s an operation; abandons it when the task that waits is destroyed.
class dcerpc_channel::outcome_of {
 public:
  outcome_of(std::shared_ptr<operation> what, const deadline& until)
      : what_(std::move(what)), until_(until) {}
  outcome_of(const outcome_of&) = delete;
  outcome_of& operator=(const outcome_of&) = delete;
  ~outcome_of() { what_->abandon(); }

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) { what_->begin(until_, waiting); }
  [[nodiscard]] dcerpc_outcome await_resume() { return what_->take_outcome(); }

 private:
  std::shared_ptr<operation> what_;
  deadline until_;
};

class dcerpc_channel::open_operation final : public operation {
 public:
  open_operation(dcerpc_loop& loop, pipe_state& pipe, dcerpc_target target)
      : operation(loop, pipe), target_(std::move(target)) {}

  /// The connection to IPC$ is made when the account is known to be good.
  [[nodiscard]] bool logged_on() const {
    return memory() != nullptr && find_chunk(memory(), "struct smb2_tree") != nullptr;
  }

 private:
  void start() override {
    pipe().memory = new_talloc_context(nullptr, "perfdata channel");
    std::string problem = "out of memory";
    if (!pipe().memory || !make_logon(pipe().memory.get(), target_, pipe().logon, problem))
      return fail({.problem = std::move(problem)});
    const auto& logon = pipe().logon;
    pending_ = dcerpc_pipe_connect_b_send(memory(), logon.binding, &interface_table(target_.interface),
                                          logon.account, loop().events(), logon.settings);
    if (pending_ == nullptr) return fail({.nt_status = status_no_memory});
    if (!call_when_done(pending_, loop().events(), on_connected, this))
      fail({.problem = "this version of libdcerpc is not known to us"});
  }

  static void on_connected(composite_context* pending) {
    static_cast<open_operation*>(pending->async.private_data)->done();
  }

  dcerpc_outcome missed() override { return {.nt_status = status_io_timeout, .logged_on = logged_on()}; }

  dcerpc_outcome collect() override {
    const bool had_logged_on = logged_on();
    const NTSTATUS status = dcerpc_pipe_connect_b_recv(pending_, pipe().memory.get(), &pipe().pipe);
    wipe_password(pipe().logon);
    if (code_of(status) != 0) return {.nt_status = code_of(status), .logged_on = had_logged_on};
    (void)dcerpc_binding_handle_set_timeout(pipe().pipe->binding_handle, no_library_timeout_s);
    if (!is_as_protected_as(*pipe().pipe, target_.protection))
      return {.problem = "the connection came up with less protection than was asked for"};
    return {};
  }

  dcerpc_target target_;
  composite_context* pending_ = nullptr;
};

class dcerpc_channel::call_operation final : public operation {
 public:
  call_operation(dcerpc_loop& loop, pipe_state& pipe, std::uint16_t opnum, byte_buffer request)
      : operation(loop, pipe), opnum_(opnum), request_(std::move(request)) {}

  /// After an outcome that is ok.
  [[nodiscard]] dcerpc_reply take_reply() {
    void* const memory = reply_memory_.release();
    return {.owner = std::shared_ptr<const void>(memory, [](void* p) { talloc_owner{p}; }), .bytes = reply_};
  }

 private:
  void start() override {
    if (pipe().pipe == nullptr) return fail({.nt_status = status_connection_invalid});
    pending_ = dcerpc_binding_handle_raw_call_send(
        memory(), loop().events(), pipe().pipe->binding_handle, nullptr, opnum_, 0,
        static_cast<const std::uint8_t*>(static_cast<const void*>(request_.data())), request_.size());
    if (pending_ == nullptr) return fail({.nt_status = status_no_memory});
    tevent_req_set_callback(pending_, on_answered, this);
  }

  static void on_answered(tevent_req* pending) {
    static_cast<call_operation*>(tevent_req_callback_data_void(pending))->done();
  }

  dcerpc_outcome collect() override {
    reply_memory_ = new_talloc_context(nullptr, "perfdata reply");
    std::uint8_t* bytes = nullptr;
    std::size_t size = 0;
    std::uint32_t flags = 0;
    const NTSTATUS status =
        dcerpc_binding_handle_raw_call_recv(pending_, reply_memory_.get(), &bytes, &size, &flags);
    if (code_of(status) == 0)
      reply_ = std::as_bytes(std::span(bytes, size));
    else
      reply_memory_.reset();
    return {.nt_status = code_of(status)};
  }

  std::uint16_t opnum_;
  byte_buffer request_;
  tevent_req* pending_ = nullptr;
  talloc_owner reply_memory_{};
  byte_view reply_{};
};

dcerpc_channel::dcerpc_channel(dcerpc_loop& loop) : loop_(loop), pipe_(std::make_unique<pipe_state>()) {}

dcerpc_channel::~dcerpc_channel() {
  wipe_password(pipe_->logon);
  free_without_goodbye(pipe_->memory);
}

bool dcerpc_channel::logged_on() const {
  const auto opening = pipe_->opening.lock();
  return opening && opening->logged_on();
}

task<dcerpc_outcome> dcerpc_channel::open(dcerpc_target target, deadline until) {
  const auto what = std::make_shared<open_operation>(loop_, *pipe_, std::move(target));
  pipe_->opening = what;
  outcome_of outcome(what, until);
  co_return co_await outcome;
}

task<dcerpc_outcome> dcerpc_channel::call(std::uint16_t opnum, byte_buffer request, dcerpc_reply& reply,
                                          deadline until) {
  const auto what = std::make_shared<call_operation>(loop_, *pipe_, opnum, std::move(request));
  outcome_of waiting(what, until);
  dcerpc_outcome outcome = co_await waiting;
  if (outcome.ok()) reply = what->take_reply();
  co_return outcome;
}

}  // namespace perfdata
