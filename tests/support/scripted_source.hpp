// A counter_source that answers what a test wrote down, step by step.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::test {

class scripted_source final : public counter_source {
 public:
  explicit scripted_source(std::string name = "SCRIPT") : name_(std::move(name)) {}

  /// The answer to a value name from now on, until it is set again.
  void answer(const std::string& value_name, byte_buffer bytes) { answers_[value_name] = std::move(bytes); }
  /// The next query fails with this, the ones after it do not.
  void fail_next(error e) { failures_.push_back(std::move(e)); }

  [[nodiscard]] const std::vector<std::string>& asked() const noexcept { return asked_; }

  [[nodiscard]] result<void> query(std::string_view value_name, byte_buffer& answer) override {
    asked_.emplace_back(value_name);
    if (!failures_.empty()) {
      error e = std::move(failures_.front());
      failures_.erase(failures_.begin());
      return failure(std::move(e));
    }
    for (const auto& [known, bytes] : answers_) {
      if (!equals_ignoring_case(known, value_name)) continue;
      answer = bytes;
      return {};
    }
    return failure(
        {.code = errc::not_found, .message = "no value is called \"" + std::string(value_name) + "\""});
  }
  [[nodiscard]] std::string machine() const override { return name_; }

 private:
  std::string name_;
  std::map<std::string, byte_buffer> answers_;
  std::vector<error> failures_;
  std::vector<std::string> asked_;
};

}  // namespace perfdata::test
