#include <memory>
#include <optional>

#include <perfdata/remote/loop/mailbox.hpp>
#include <perfdata/remote/loop/run_and_wait.hpp>

namespace perfdata {
namespace {

struct errand {
  std::optional<task<nothing>> work{};
  std::optional<task<nothing>> running{};
  mailbox<nothing> box{};
};

task<nothing> run(errand& one) {
  one.box.put(co_await std::move(*one.work));
  co_return nothing{};
}

}  // namespace

bool run_and_wait(dcerpc_loop& loop, task<nothing> work, const deadline& until, const std::stop_token& stop) {
  const auto one = std::make_shared<errand>();
  one->work.emplace(std::move(work));
  loop.post([one] {
    one->running.emplace(run(*one));
    one->running->start();
  });
  const bool ended = one->box.wait(until, stop).has_value();
  loop.post([one] {  // whatever is left ends in its own thread
    one->running.reset();
    one->work.reset();
  });
  return ended;
}

}  // namespace perfdata
