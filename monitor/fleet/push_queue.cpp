#include "monitor/fleet/push_queue.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fstream>

#include <perfdata/recording/whole_file.hpp>

namespace perfdata::fleet {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view extension = ".push";

error folder_error(const fs::path& folder, std::string_view what) {
  return {.code = errc::system_failure,
          .message = fmt::format("push queue {}: {}", folder.string(), what),
          .advice = "is there room, and may the server write there?"};
}

std::optional<std::uint64_t> number_of(const fs::path& file) {
  const auto name = file.filename().string();
  if (!name.ends_with(extension)) return std::nullopt;
  const auto digits = std::string_view(name).substr(0, name.size() - extension.size());
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

result<push_queue> push_queue::open(const std::string& folder, std::uint64_t max_bytes) {
  push_queue made(folder, max_bytes);
  std::error_code failed;
  const bool created = fs::create_directories(made.folder_, failed);
  if (!failed && created) fs::permissions(made.folder_, fs::perms::owner_all, failed);
  if (failed) return failure(folder_error(made.folder_, failed.message()));
  for (auto at = fs::directory_iterator(made.folder_, failed); !failed && at != fs::directory_iterator();
       at.increment(failed)) {
    const auto number = number_of(at->path());
    std::error_code unreadable;
    const auto bytes = at->file_size(unreadable);
    if (number && !unreadable) made.files_.push_back({*number, bytes});
  }
  if (failed) return failure(folder_error(made.folder_, failed.message()));
  std::ranges::sort(made.files_, {}, &file::number);
  for (const auto& each : made.files_) made.bytes_ += each.bytes;
  if (!made.files_.empty()) made.next_ = made.files_.back().number + 1;
  return made;
}

std::filesystem::path push_queue::path_of(std::uint64_t number) const {
  return folder_ / fmt::format("{:020}{}", number, extension);
}

result<void> push_queue::push(std::string_view text) {
  if (text.size() > max_bytes_)
    return failure({.code = errc::too_large, .message = "a message is larger than the push queue may be"});
  while (!files_.empty() && bytes_ + text.size() > max_bytes_) {
    drop_oldest();
    ++dropped_;
  }
  const auto number = next_++;
  const auto unfinished = folder_ / "unfinished";
  std::error_code failed;
  {
    std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) return failure(folder_error(folder_, "a message cannot be written"));
  }
  fs::rename(unfinished, path_of(number), failed);
  if (failed) return failure(folder_error(folder_, failed.message()));
  files_.push_back({number, text.size()});
  bytes_ += text.size();
  return {};
}

std::optional<push_queue::message> push_queue::front() {
  while (!files_.empty()) {
    const auto bytes = read_whole_file(path_of(files_.front().number).string(), max_bytes_);
    if (bytes) {
      std::string text;
      text.reserve(bytes->size());
      for (const auto b : *bytes) text.push_back(std::to_integer<char>(b));
      return message{files_.front().number, std::move(text)};
    }
    drop_oldest();
    ++dropped_;
  }
  return std::nullopt;
}

void push_queue::pop(std::uint64_t number) {
  if (!files_.empty() && files_.front().number == number) drop_oldest();
}

void push_queue::drop_oldest() {
  std::error_code ignored;
  fs::remove(path_of(files_.front().number), ignored);
  bytes_ -= files_.front().bytes;
  files_.pop_front();
}

}  // namespace perfdata::fleet
