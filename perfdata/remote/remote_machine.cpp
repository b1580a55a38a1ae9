#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/block_extent.hpp>
#include <perfdata/remote/remote_machine.hpp>
#include <perfdata/remote/value_name.hpp>
#include <perfdata/remote/winreg_connection.hpp>

namespace perfdata {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t first_capacity = 64 * 1024;
constexpr std::size_t most_learned_names = 64;
constexpr std::uint32_t error_file_not_found = 2;
constexpr std::uint32_t error_invalid_handle = 6;
constexpr std::uint32_t error_more_data = 234;

// After a failure a machine must show on TCP within this before a whole timeout is spent on it again, so that
// a dead one costs a poller little.
constexpr auto reach_after_failure = 1s;

/// The next offer after one that was too small. Each attempt makes the other machine collect everything anew,
/// so steps are large; an offer costs us no memory. `cut` is what came, if anything.
std::uint32_t more_than(std::uint32_t capacity, byte_view cut) noexcept {
  const std::uint64_t wanted = std::max<std::uint64_t>(std::uint64_t{capacity} * 4, stated_block_size(cut));
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, winreg::max_value_size));
}

/// The capacity to offer for each value name, so that a steady watcher needs one round trip. Sizes that the
/// server states are never used: for this key they are undefined.
class learned_capacities {
 public:
  [[nodiscard]] std::uint32_t get(const std::string& name) const {
    const auto known = known_.find(name);
    return known != known_.end() ? known->second : first_capacity;
  }
  /// A quarter more than `size` the next time: instances come and go.
  void learn(const std::string& name, std::size_t size) {
    if (known_.size() >= most_learned_names) known_.clear();
    const std::size_t wanted = std::max<std::size_t>(first_capacity, size + size / 4);
    known_[name] = static_cast<std::uint32_t>(std::min<std::size_t>(wanted, winreg::max_value_size));
  }

 private:
  std::map<std::string, std::uint32_t> known_;
};

class remote_machine final : public counter_source {
 public:
  remote_machine(const machine_address& machine, const remote_options& options)
      : machine_(machine), options_(options) {}

  result<void> connect(const deadline& until);
  result<void> query(std::string_view value_name, byte_buffer& answer) override;
  std::string machine() const override { return machine_.to_string(); }

 private:
  result<void> query_connected(const std::string& name, byte_buffer& answer, const deadline& until);
  result<void> query_spelling(const std::string& name, byte_buffer& answer, const deadline& until);
  error lost(error failed);

  machine_address machine_;
  remote_options options_;
  std::unique_ptr<winreg_connection> connection_;
  std::optional<error> rejected_;  // a password that was refused: never sent again
  bool failed_before_ = false;
  learned_capacities capacities_;
};

result<void> remote_machine::connect(const deadline& until) {
  if (rejected_) return failure(*rejected_);
  auto opened =
      winreg_connection::open(machine_, options_, failed_before_ ? until.within(reach_after_failure) : until,
                              until, winreg::method_that_opens(options_.key));
  failed_before_ = !opened;
  if (opened) {
    connection_ = *std::move(opened);
    return {};
  }
  if (opened.error().code == errc::logon_failed &&
      std::holds_alternative<password_credentials>(options_.credentials))
    rejected_ = opened.error();
  return failure(std::move(opened.error()));
}

result<void> remote_machine::query(std::string_view value_name, byte_buffer& answer) {
  const deadline until(options_.timeout);
  const std::string name = canonical_value_name(value_name);
  const bool worked_before = connection_ != nullptr;
  if (!worked_before)
    if (auto connected = connect(until); !connected) return connected;
  auto answered = query_connected(name, answer, until);
  if (answered || !is_lost_connection(answered.error()) || !worked_before || until.passed()) return answered;
  if (auto connected = connect(until); !connected) return connected;
  return query_connected(name, answer, until);
}

result<void> remote_machine::query_connected(const std::string& name, byte_buffer& answer,
                                             const deadline& until) {
  auto answered = query_spelling(name, answer, until);
  const bool no_such_name = !answered && answered.error().code == errc::not_found;
  // Windows answers an unknown name with a block that lacks what was asked.
  const bool no_table = answered && names_title_table(name) && is_data_block(answer);
  if (!no_such_name && !no_table) return answered;
  if (const auto other = other_spelling(name)) {
    answered = query_spelling(*other, answer, until);
    if (!answered || !is_data_block(answer)) return answered;
  }
  if (!answered) return answered;
  return failure(
      win32_failure(machine(), winreg::to_string(winreg::method::query_value), error_file_not_found));
}

result<void> remote_machine::query_spelling(const std::string& name, byte_buffer& answer,
                                            const deadline& until) {
  for (std::uint32_t capacity = capacities_.get(name);;) {
    const auto queried = connection_->query(name, capacity, until);
    if (!queried) return failure(lost(queried.error()));
    const auto& value = queried->value;
    // Samba cuts a block to the capacity and calls that success.
    const bool cut = value.status == 0 && value.data.size() == capacity && !holds_whole_block(value.data);
    if (value.status == 0 && !cut) {
      answer.assign(value.data.begin(), value.data.end());
      capacities_.learn(name, answer.size());
      return {};
    }
    if (value.status != error_more_data && !cut) {
      error failed = win32_failure(machine(), winreg::to_string(winreg::method::query_value), value.status);
      return failure(value.status == error_invalid_handle ? lost(std::move(failed)) : std::move(failed));
    }
    if (capacity == winreg::max_value_size)
      return failure(
          {.code = errc::too_large,
           .message = fmt::format("{}: the answer to \"{}\" is larger than the 64 MiB that a registry "
                                  "value can carry",
                                  machine(), name),
           .advice = "ask for single objects instead of Global",
           .system = system_status{.step = std::string(to_string(winreg::method::query_value)),
                                   .win32 = error_more_data}});
    capacity = more_than(capacity, value.data);
  }
}

/// Lets go of a connection that broke, so that the next query makes a new one.
error remote_machine::lost(error failed) {
  if (failed.code != errc::invalid_argument) connection_.reset();
  return failed;
}

}  // namespace

result<std::unique_ptr<counter_source>> connect_remote_machine(const machine_address& machine,
                                                               const remote_options& options) {
  auto source = std::make_unique<remote_machine>(machine, options);
  if (auto connected = source->connect(deadline(options.timeout)); !connected)
    return failure(connected.error());
  return source;
}

}  // namespace perfdata
