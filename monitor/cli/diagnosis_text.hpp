// A diagnosis for people, line by line as it comes.
#pragma once

#include "monitor/core/diagnosis.hpp"

#include <set>
#include <string>

namespace perfdata::cli {

struct text_style {
  std::size_t width = 100;  ///< columns; long sentences are wrapped
  bool color = false;
};

/// What it gives are whole lines with their ends, control characters made harmless. Remembers what it has
/// said: an advice is given once.
class diagnosis_text {
 public:
  explicit diagnosis_text(const text_style& style) : style_(style) {}

  [[nodiscard]] std::string heading(const std::string& machine) const;
  [[nodiscard]] std::string step(const diagnosis_step& step);
  [[nodiscard]] std::string object(const diagnosed_object& object);
  [[nodiscard]] std::string verdict(const diagnosis& found) const;

 private:
  [[nodiscard]] std::string mark(step_state state) const;
  [[nodiscard]] std::string paragraph(const std::string& text) const;
  [[nodiscard]] std::string explain(const error& failed);

  text_style style_;
  std::set<std::string> given_;
  bool objects_began_ = false;
};

}  // namespace perfdata::cli
