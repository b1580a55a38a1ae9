#include <bit>
#include <condition_variable>
#include <dlfcn.h>
#include <future>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

#include <perfdata/remote/dcerpc/samba_api.hpp>
#include <perfdata/remote/loop/blocked_signals.hpp>
#include <perfdata/remote/loop/dcerpc_loop.hpp>

namespace perfdata {
namespace {

/// There are never two threads in the libraries: a loop starts when the one before has ended.
struct loop_life {
  std::mutex mutex;
  std::condition_variable ended;
  bool alive = false;  // this and the next: guarded by mutex
  std::weak_ptr<dcerpc_loop> running;
};

// Never destroyed: a loop may end while the program does.
loop_life& life() {
  static auto* const only = new loop_life;
  return *only;
}

error cannot_start(std::string what) {
  return {.code = errc::system_failure,
          .message = "the thread for remote machines cannot start: " + std::move(what)};
}

void drop_message(void*, int, const char*) {}

/// A library does not print. The function is public in util/debug.h, but the library that holds it has no
/// pkg-config file and is only loaded because the others need it; hence the look-up.
void silence_debug_output() {
  using set_callback = decltype(debug_set_callback);
  if (void* const found = ::dlsym(RTLD_DEFAULT, "debug_set_callback"); found != nullptr)
    std::bit_cast<set_callback*>(found)(nullptr, drop_message);
}

void drain(tevent_context*, tevent_fd*, std::uint16_t, void* wake_up) {
  std::uint64_t count = 0;
  (void)!::read(*static_cast<int*>(wake_up), &count, sizeof count);
}

}  // namespace

result<std::shared_ptr<dcerpc_loop>> dcerpc_loop::acquire() {
  std::unique_lock lock(life().mutex);
  if (auto running = life().running.lock()) return running;
  life().ended.wait(lock, [] { return !life().alive; });
  if (auto running = life().running.lock()) return running;
  std::unique_ptr<dcerpc_loop, void (*)(dcerpc_loop*)> fresh(new dcerpc_loop, [](auto* p) { delete p; });
  if (auto started = fresh->start(); !started) return failure(started.error());
  std::shared_ptr<dcerpc_loop> loop(fresh.release(), &dcerpc_loop::let_go);
  life().running = loop;
  life().alive = true;
  return loop;
}

void dcerpc_loop::let_go(dcerpc_loop* loop) {
  if (std::this_thread::get_id() != loop->thread_.get_id()) return stop_and_delete(loop);
  const blocked_signals inherited;
  std::thread(stop_and_delete, loop).detach();  // a thread cannot wait for itself
}

void dcerpc_loop::stop_and_delete(dcerpc_loop* loop) {
  delete loop;
  const std::lock_guard lock(life().mutex);
  life().alive = false;
  life().ended.notify_all();
}

result<void> dcerpc_loop::start() {
  wake_up_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_up_ < 0) return failure(cannot_start("no event descriptor"));
  std::promise<bool> ready;
  auto is_ready = ready.get_future();
  try {
    const blocked_signals inherited;
    thread_ = std::thread([this, ready = std::move(ready)]() mutable {
      const bool usable = set_up();
      ready.set_value(usable);
      if (usable) run();
    });
  } catch (const std::system_error& failed) {
    return failure(cannot_start(failed.what()));
  }
  if (!is_ready.get()) return failure(cannot_start("Samba's libraries did not initialise"));
  return {};
}

dcerpc_loop::~dcerpc_loop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake();
  if (thread_.joinable()) thread_.join();
  if (wake_up_ >= 0) ::close(wake_up_);
}

bool dcerpc_loop::set_up() {
  silence_debug_output();
  if (code_of(dcerpc_init()) != 0 || loadparm_init_global(false) == nullptr) return false;
  events_ = tevent_context_init(nullptr);
  return events_ != nullptr &&
         tevent_add_fd(events_, events_, wake_up_, TEVENT_FD_READ, drain, &wake_up_) != nullptr;
}

void dcerpc_loop::post(job work) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(work));
  }
  wake();
}

void dcerpc_loop::wake() const noexcept {
  const std::uint64_t one = 1;
  (void)!::write(wake_up_, &one, sizeof one);
}

void dcerpc_loop::run_jobs() {
  std::vector<job> jobs;
  {
    const std::lock_guard lock(mutex_);
    jobs.swap(jobs_);
  }
  for (auto& work : jobs) work();
}

void dcerpc_loop::spawn(task<nothing> work) {
  spawned_.push_back(std::move(work));
  spawned_.back().start();
}

void dcerpc_loop::forget_finished() {
  spawned_.remove_if([](const auto& work) { return work.done(); });
}

void dcerpc_loop::run() {
  const auto stopping = [this] {
    const std::lock_guard lock(mutex_);
    return stopping_ && jobs_.empty() && spawned_.empty();
  };
  while (!stopping()) {
    run_jobs();
    forget_finished();
    if (stopping()) break;
    (void)tevent_loop_once(events_);
  }
  talloc_owner{events_};
}

}  // namespace perfdata
