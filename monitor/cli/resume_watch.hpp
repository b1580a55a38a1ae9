// Whether a program that draws on a terminal was stopped and goes on: resume_watch_posix.cpp or _windows.cpp.
#pragma once

namespace perfdata::cli {

/// A resource, one at a time: while it lives, being continued (Ctrl-Z and fg) is noticed. On Windows, where
/// nothing is stopped, it never happens.
class resume_watch {
 public:
  resume_watch() noexcept;
  resume_watch(const resume_watch&) = delete;
  resume_watch& operator=(const resume_watch&) = delete;
  ~resume_watch();

  /// Whether it happened since the last call: the shell has written below what was drawn.
  [[nodiscard]] bool happened() noexcept;
};

}  // namespace perfdata::cli
