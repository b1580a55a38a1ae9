// One line of a PDH text log as fields.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <perfdata/recording/pdh_time.hpp>

namespace perfdata {

/// What stands between the fields: a comma, a tab, or a semicolon where a program of a country with decimal
/// commas saved the table again. Told from a log's first line: what follows its first field. A line of one
/// field has a comma.
[[nodiscard]] char pdh_separator(std::string_view first_line) noexcept;

/// Takes the fields of a line one after the other. A value; refers to the line.
class pdh_fields {
 public:
  pdh_fields(std::string_view line, char separator) noexcept : rest_(line), separator_(separator) {}

  /// The next field without its quotes; false behind the last one. The text is valid until the next call: a
  /// field with doubled quotes is put together here.
  bool next(std::string_view& field);

 private:
  std::string_view rest_;
  char separator_;
  bool at_end_ = false;
  std::string unquoted_;
};

/// A number as PDH, or a program of whatever country, prints it: blanks around it, a decimal comma, commas or
/// blanks between thousands beside a decimal point. None for anything else, "" and " " among them.
[[nodiscard]] std::optional<double> parse_pdh_number(std::string_view text) noexcept;

/// The first field of a log's first line: "(PDH-CSV 4.0) (Pacific Standard Time)(480)", or without the first
/// or the last parts. None for a text that begins with no parenthesis.
[[nodiscard]] std::optional<pdh_zone> parse_pdh_title(std::string_view field);

}  // namespace perfdata
