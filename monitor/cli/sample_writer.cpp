#include "monitor/cli/sample_writer.hpp"

#include "monitor/cli/terminal.hpp"

namespace perfdata::cli {

std::unique_ptr<sample_writer> make_writer(watch_format format, std::FILE* out) {
  switch (format) {
    case watch_format::csv:
    case watch_format::tsv: return make_pdh_writer(format, out);
    case watch_format::jsonl: return make_jsonl_writer(out);
    case watch_format::text: break;
  }
  return is_terminal(out) ? make_table_writer(out) : make_line_writer(out);
}

}  // namespace perfdata::cli
