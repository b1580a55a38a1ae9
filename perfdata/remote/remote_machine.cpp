#include <perfdata/connection/cancellation.hpp>
#include <perfdata/connection/nt_status.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/async_machine.hpp>
#include <perfdata/remote/loop/mailbox.hpp>
#include <perfdata/remote/remote_machine.hpp>

namespace perfdata {
namespace {

class remote_machine final : public counter_source {
 public:
  remote_machine(std::unique_ptr<async_machine> machine, const remote_options& options)
      : machine_(std::move(machine)), timeout_(options.timeout), stop_(options.stop) {}

  result<void> connect() {
    return wait("connect", [&](async_machine::completion done) { machine_->connect(std::move(done)); })
        .map([](const byte_buffer&) {});
  }

  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    auto answered = wait("query", [&](async_machine::completion done) {
      machine_->query(std::string(value_name), std::move(answer), std::move(done));
    });
    if (!answered) return failure(std::move(answered.error()));
    answer = *std::move(answered);
    return {};
  }

  std::string machine() const override { return machine_->machine(); }

 private:
  /// In a mailbox of its own, which a completion that comes too late still finds.
  template <class Start>
  result<byte_buffer> wait(std::string_view step, Start start) {
    if (stop_.stop_requested()) return failure(cancelled(machine()));
    const deadline until(timeout_);
    const auto box = std::make_shared<mailbox<result<byte_buffer>>>();
    start([box](result<byte_buffer> answer) { box->put(std::move(answer)); });
    if (auto answer = box->wait(until, stop_)) return *std::move(answer);
    machine_->cancel();
    return failure(stop_.stop_requested() ? cancelled(machine())
                                          : nt_failure(machine(), step, status_io_timeout));
  }

  std::unique_ptr<async_machine> machine_;
  std::chrono::milliseconds timeout_;
  std::stop_token stop_;
};

}  // namespace

result<std::unique_ptr<counter_source>> connect_remote_machine(const machine_address& machine,
                                                               const remote_options& options) {
  auto made = async_machine::create(machine, options);
  if (!made) return failure(std::move(made.error()));
  auto source = std::make_unique<remote_machine>(*std::move(made), options);
  if (!options.connect_first) return source;
  if (auto connected = source->connect(); !connected) return failure(std::move(connected.error()));
  return source;
}

}  // namespace perfdata
