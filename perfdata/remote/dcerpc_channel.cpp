#include <condition_variable>
#include <optional>

#include <perfdata/remote/dcerpc_channel.hpp>
#include <perfdata/remote/samba_composite.hpp>
#include <perfdata/remote/talloc_chunks.hpp>

namespace perfdata {
namespace {

constexpr std::uint32_t status_io_timeout = 0xC00000B5;
constexpr std::uint32_t status_connection_invalid = 0xC000023A;
constexpr std::uint32_t status_no_memory = 0xC0000017;
constexpr std::chrono::milliseconds grace{100};  // for the loop to report a missed deadline itself

// The libraries' own limit on a call, out of the way of ours.
constexpr std::uint32_t no_library_timeout_s = 24 * 3600;

timeval time_of_day(const deadline& until) {
  const auto left = until.left();
  return tevent_timeval_current_ofs(static_cast<std::uint32_t>(left.count() / 1000),
                                    static_cast<std::uint32_t>(left.count() % 1000 * 1000));
}

}  // namespace

/// What the libraries hold for one channel. Touched in the loop's thread only.
struct dcerpc_channel::pipe_state {
  talloc_owner memory{};
  dcerpc_logon logon{};
  dcerpc_pipe* pipe = nullptr;
  std::weak_ptr<operation> current{};
};

/// Something that the loop starts and either finishes or cancels at its deadline, while its caller waits.
class dcerpc_channel::operation : public std::enable_shared_from_this<operation> {
 public:
  operation(dcerpc_loop& loop, std::shared_ptr<pipe_state> pipe, const deadline& until)
      : loop_(loop), pipe_(std::move(pipe)), until_(until) {}
  operation(const operation&) = delete;
  operation& operator=(const operation&) = delete;
  virtual ~operation() = default;

  /// In the loop's thread.
  void begin() {
    memory_ = new_talloc_context(nullptr, "perfdata operation");
    if (!memory_ ||
        tevent_add_timer(loop_.events(), memory_.get(), time_of_day(until_), on_deadline, this) == nullptr)
      return end({.nt_status = status_no_memory});
    running_ = shared_from_this();
    pipe_->current = running_;
    start();
  }

  /// In the loop's thread: nobody waits any more.
  void cancel() { end(cancelled()); }

  /// In the caller's thread. No outcome: the loop did not get round to it.
  std::optional<dcerpc_outcome> wait() {
    std::unique_lock lock(mutex_);
    (void)finished_.wait_until(lock, until_.when() + grace, [this] { return outcome_.has_value(); });
    return outcome_;
  }

 protected:
  virtual void start() = 0;
  /// Takes what the libraries made, as a job of the loop.
  virtual dcerpc_outcome collect() = 0;
  /// What to say when the deadline came first, before everything is freed.
  virtual dcerpc_outcome cancelled() { return {.nt_status = status_io_timeout}; }

  /// For the libraries' callbacks: nothing may be freed while they are on the stack.
  void done() {
    if (std::exchange(done_, true)) return;
    loop_.post([self = shared_from_this()] { self->end(self->collect()); });
  }

  void end(dcerpc_outcome outcome) {
    if (std::exchange(ended_, true)) return;
    free_without_goodbye(memory_);  // cancels what still runs
    const auto keep = std::move(running_);
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(outcome);
    finished_.notify_all();
  }

  [[nodiscard]] dcerpc_loop& loop() const noexcept { return loop_; }
  [[nodiscard]] pipe_state& pipe() const noexcept { return *pipe_; }
  [[nodiscard]] void* memory() const noexcept { return memory_.get(); }

 private:
  static void on_deadline(tevent_context*, tevent_timer*, timeval, void* self) {
    auto* const expired = static_cast<operation*>(self);
    expired->loop_.post([one = expired->shared_from_this()] {
      if (!one->done_) one->cancel();
    });
  }

  dcerpc_loop& loop_;  // outlives its jobs
  std::shared_ptr<pipe_state> pipe_;
  deadline until_;
  talloc_owner memory_{};
  std::shared_ptr<operation> running_{};  // keeps this alive while the libraries point at it
  bool done_ = false;
  bool ended_ = false;

  std::mutex mutex_;
  std::condition_variable finished_;
  std::optional<dcerpc_outcome> outcome_{};  // guarded by mutex_
};

class dcerpc_channel::open_operation final : public operation {
 public:
  open_operation(dcerpc_loop& loop, std::shared_ptr<pipe_state> pipe, const deadline& until,
                 dcerpc_target target)
      : operation(loop, std::move(pipe), until), target_(std::move(target)) {}

 private:
  void start() override {
    pipe().memory = new_talloc_context(nullptr, "perfdata channel");
    std::string problem = "out of memory";
    if (!pipe().memory || !make_logon(pipe().memory.get(), target_, pipe().logon, problem))
      return end({.problem = std::move(problem)});
    const auto& logon = pipe().logon;
    pending_ = dcerpc_pipe_connect_b_send(memory(), logon.binding, &winreg_interface(), logon.account,
                                          loop().events(), logon.settings);
    if (pending_ == nullptr) return end({.nt_status = status_no_memory});
    if (!call_when_done(pending_, loop().events(), on_connected, this))
      end({.problem = "this version of libdcerpc is not known to us"});
  }

  static void on_connected(composite_context* pending) {
    static_cast<open_operation*>(pending->async.private_data)->done();
  }

  /// The connection to IPC$ is made when the account is known to be good.
  [[nodiscard]] bool logged_on() const { return find_chunk(memory(), "struct smb2_tree") != nullptr; }

  dcerpc_outcome cancelled() override { return {.nt_status = status_io_timeout, .logged_on = logged_on()}; }

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
  call_operation(dcerpc_loop& loop, std::shared_ptr<pipe_state> pipe, const deadline& until,
                 std::uint16_t opnum, byte_buffer request)
      : operation(loop, std::move(pipe), until), opnum_(opnum), request_(std::move(request)) {}

  /// In the caller's thread, after an outcome that is ok. `keep` runs the release in the loop.
  dcerpc_reply take_reply(std::shared_ptr<dcerpc_loop> keep) {
    void* const memory = std::exchange(reply_memory_, {}).release();
    std::shared_ptr<const void> owner(
        memory, [keep = std::move(keep)](void* p) { keep->post([p] { talloc_owner{p}; }); });
    return {.owner = std::move(owner), .bytes = reply_};
  }

 private:
  void start() override {
    if (pipe().pipe == nullptr) return end({.nt_status = status_connection_invalid});
    pending_ = dcerpc_binding_handle_raw_call_send(
        memory(), loop().events(), pipe().pipe->binding_handle, nullptr, opnum_, 0,
        static_cast<const std::uint8_t*>(static_cast<const void*>(request_.data())), request_.size());
    if (pending_ == nullptr) return end({.nt_status = status_no_memory});
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

dcerpc_channel::dcerpc_channel(std::shared_ptr<dcerpc_loop> loop)
    : loop_(std::move(loop)), pipe_(std::make_shared<pipe_state>()) {}

dcerpc_channel::~dcerpc_channel() {
  loop_->post([pipe = std::move(pipe_)] {
    if (const auto still_running = pipe->current.lock()) still_running->cancel();
    free_without_goodbye(pipe->memory);
  });
}

dcerpc_outcome dcerpc_channel::run(const std::shared_ptr<operation>& what) {
  loop_->post([what] { what->begin(); });
  return what->wait().value_or(dcerpc_outcome{.nt_status = status_io_timeout});
}

dcerpc_outcome dcerpc_channel::open(dcerpc_target target, const deadline& until) {
  std::shared_ptr<operation> what = std::make_shared<open_operation>(*loop_, pipe_, until, std::move(target));
  auto outcome = run(what);
  loop_->post([what = std::move(what)] {});  // what the libraries made is freed in their thread
  return outcome;
}

dcerpc_outcome dcerpc_channel::call(std::uint16_t opnum, byte_buffer request, dcerpc_reply& reply,
                                    const deadline& until) {
  auto what = std::make_shared<call_operation>(*loop_, pipe_, until, opnum, std::move(request));
  auto outcome = run(what);
  if (outcome.ok())
    reply = what->take_reply(loop_);
  else
    loop_->post([what = std::move(what)] {});
  return outcome;
}

}  // namespace perfdata
