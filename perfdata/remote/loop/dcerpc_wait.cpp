#include <perfdata/remote/dcerpc/samba_api.hpp>
#include <perfdata/remote/loop/dcerpc_wait.hpp>

namespace perfdata {
namespace {

timeval time_of_day(const deadline& when) {
  const auto left = when.left();
  return tevent_timeval_current_ofs(static_cast<std::uint32_t>(left.count() / 1000),
                                    static_cast<std::uint32_t>(left.count() % 1000 * 1000));
}

}  // namespace

dcerpc_loop::job resumption::job() const {
  return [weak = std::weak_ptr(handle_)] {
    const auto handle = weak.lock();
    if (!handle) return;
    if (const auto waiting = std::exchange(*handle, {})) waiting.resume();
  };
}

struct loop_timer::armed : std::enable_shared_from_this<armed> {
  dcerpc_loop* loop = nullptr;
  dcerpc_loop::job what{};
  talloc_owner memory{};

  static void fire(tevent_context*, tevent_timer*, timeval, void* self) {
    auto* const one = static_cast<armed*>(self);
    // Not here: it may free what the event loop still holds.
    one->loop->post([weak = one->weak_from_this()] {
      if (const auto alive = weak.lock())
        if (const auto call = std::exchange(alive->what, {})) call();
    });
  }
};

bool loop_timer::set(const deadline& when, dcerpc_loop::job what) {
  armed_ = std::make_shared<armed>();
  armed_->loop = loop_;
  armed_->what = std::move(what);
  armed_->memory = new_talloc_context(nullptr, "perfdata timer");
  return armed_->memory && tevent_add_timer(loop_->events(), armed_->memory.get(), time_of_day(when),
                                            armed::fire, armed_.get()) != nullptr;
}

void loop_timer::clear() {
  armed_.reset();
}

void pause::await_suspend(std::coroutine_handle<> who) {
  resume_.aim(who);
  if (!timer_.set(when_, resume_.job())) loop_.post(resume_.job());
}

void loop_event::signal() {
  if (waiting_ != nullptr) loop_->post(waiting_->resume_.job());
}

loop_event::waiting::~waiting() {
  if (event_.waiting_ == this) event_.waiting_ = nullptr;
}

void loop_event::waiting::await_suspend(std::coroutine_handle<> who) {
  event_.waiting_ = this;
  resume_.aim(who);
  if (!timer_.set(when_, resume_.job())) event_.loop_->post(resume_.job());
}

any_writable::~any_writable() {
  talloc_owner{watched_};
}

void any_writable::await_suspend(std::coroutine_handle<> who) {
  resume_.aim(who);
  watched_ = new_talloc_context(nullptr, "perfdata descriptors").release();
  // It may be called again before the job runs, which does no harm.
  const auto ready = [](tevent_context*, tevent_fd*, std::uint16_t, void* self) {
    auto* const one = static_cast<any_writable*>(self);
    one->loop_.post(one->resume_.job());
  };
  // Reading too: without it the library keeps a refusal to itself.
  constexpr std::uint16_t events = TEVENT_FD_READ | TEVENT_FD_WRITE;
  bool watching = watched_ != nullptr && timer_.set(when_, resume_.job());
  for (const int descriptor : descriptors_)
    if (watching && descriptor >= 0)
      watching = tevent_add_fd(loop_.events(), watched_, descriptor, events, ready, this) != nullptr;
  if (!watching) loop_.post(resume_.job());
}

}  // namespace perfdata
