// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/environment.hpp"

namespace stet::cli {

/// When progress is shown.
enum class Shown : std::uint8_t {
  Never,
  InTime,  ///< Once the work has taken a moment.
  AtOnce,
};

/// What `--progress` and `--quiet` say.
[[nodiscard]] Shown progress_shown(const std::string& when, bool is_quiet, const Environment& environment);

/// One line on standard error that is written over and over: how much is done, how fast, and how long it will take.
class Progress {
 public:
  /// @param noun  What is counted, "versions".
  Progress(std::string noun, Shown shown, const Streams& streams)
      : noun_(std::move(noun)), shown_(shown), streams_(streams) {}
  /// Takes the line away.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done, std::size_t total);

 private:
  using Clock = std::chrono::steady_clock;

  std::string noun_;
  Shown shown_;
  const Streams& streams_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point written_{};
  bool has_line_ = false;
};

/// "1,234,567".
[[nodiscard]] std::string grouped(std::size_t number);

}  // namespace stet::cli
