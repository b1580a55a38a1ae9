#include <algorithm>
#include <array>
#include <fmt/format.h>

#include <perfdata/base/utf16.hpp>
#include <perfdata/recording/file_source.hpp>
#include <perfdata/recording/whole_file.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {
namespace {

constexpr std::array signature{std::byte{'P'}, std::byte{0}, std::byte{'E'}, std::byte{0},
                               std::byte{'R'}, std::byte{0}, std::byte{'F'}, std::byte{0}};

bool starts_with_signature(byte_view bytes) {
  return bytes.size() >= signature.size() && std::equal(signature.begin(), signature.end(), bytes.begin());
}

std::string system_name(byte_view block) {
  const auto& header = wire::overlay<wire::perf_data_block>(block);
  const std::size_t offset = header.system_name_offset.value();
  const std::size_t length = header.system_name_length.value();
  if (!fits(offset, length, block.size())) return {};
  return to_utf8(utf16_view(block.subspan(offset, length)).until_nul());
}

bool asks_for_objects(std::string_view value_name) {
  const auto is_index_list = [](char c) { return (c >= '0' && c <= '9') || c == ' '; };
  constexpr std::string_view global = "global";
  const auto same_letter = [](char a, char b) { return static_cast<char>(a | 0x20) == b; };
  return std::ranges::all_of(value_name, is_index_list) ||
         std::ranges::equal(value_name, global, same_letter);
}

class raw_block_source final : public counter_source {
 public:
  explicit raw_block_source(byte_buffer block) : block_(std::move(block)), machine_(system_name(block_)) {}

  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    if (!asks_for_objects(value_name))
      return failure({.code = errc::not_found,
                      .message = fmt::format("a raw block holds no value named \"{}\"", value_name)});
    answer.assign(block_.begin(), block_.end());
    return {};
  }

  std::string machine() const override { return machine_; }

 private:
  byte_buffer block_;
  std::string machine_;
};

}  // namespace

result<std::unique_ptr<counter_source>> open_file_source(const std::string& path) {
  auto bytes = read_whole_file(path);
  if (!bytes) return failure(bytes.error());
  if (!starts_with_signature(*bytes))
    return failure({.code = errc::unsupported,
                    .message = fmt::format("\"{}\" is not a raw block of performance data: it does not begin "
                                           "with \"PERF\" in UTF-16",
                                           path),
                    .advice = "give a file that holds what RegQueryValueEx(HKEY_PERFORMANCE_DATA) answered"});
  if (bytes->size() < sizeof(wire::perf_data_block))
    return failure(format_error(
        errc::truncated_data, record_kind::data_block, 0,
        fmt::format("\"{}\" ends after {} bytes, inside the 88 bytes of the header", path, bytes->size())));
  return std::make_unique<raw_block_source>(std::move(*bytes));
}

}  // namespace perfdata
