// Threads of ours leave signals to the application.
#pragma once

#include <csignal>

namespace perfdata {

/// A resource: while it lives, this thread has every signal blocked, and so has every thread that it starts,
/// for good. Ctrl-C stays the application's, and a socket that was cut raises no SIGPIPE.
class blocked_signals {
 public:
  blocked_signals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  blocked_signals(const blocked_signals&) = delete;
  blocked_signals& operator=(const blocked_signals&) = delete;
  ~blocked_signals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

}  // namespace perfdata
