#include <system_error>
#include <thread>

#include <perfdata/remote/kerberos/kdc_queue.hpp>
#include <perfdata/remote/loop/blocked_signals.hpp>

namespace perfdata {
namespace {

constexpr int most_kdc_threads = 4;

}  // namespace

kdc_queue& kdc_queue::instance() {
  static auto* const one = new kdc_queue;
  return *one;
}

bool kdc_queue::add(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(work));
  if (running_ == most_kdc_threads) return true;
  try {
    const blocked_signals inherited;
    std::thread([this] { run(); }).detach();
    ++running_;
  } catch (const std::system_error&) {
    if (running_ > 0) return true;
    waiting_.pop_back();
    return false;
  }
  return true;
}

void kdc_queue::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    if (waiting_.empty()) {
      --running_;
      return;
    }
    const auto work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
  }
}

}  // namespace perfdata
