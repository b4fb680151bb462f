// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

namespace stet::archive {

/// While it lives, a reader that leaves a pipe early is no reason to die: the write fails with EPIPE.
class PipeSignalIgnored {
 public:
  PipeSignalIgnored() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~PipeSignalIgnored() { std::signal(SIGPIPE, before_); }
  PipeSignalIgnored(const PipeSignalIgnored&) = delete;
  PipeSignalIgnored& operator=(const PipeSignalIgnored&) = delete;

 private:
  void (*before_)(int);
};

}  // namespace stet::archive
