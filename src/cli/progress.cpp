// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.hpp"

#include <fmt/format.h>

#include <ostream>

namespace stet::cli {
namespace {

using namespace std::chrono;

/// Ten times a second is smooth, and costs nothing beside the work.
constexpr milliseconds kBetween{100};
/// Short work shows no bar at all.
constexpr milliseconds kPatience{500};
constexpr std::size_t kBarColumns = 24;

std::string remaining(duration<double> left) {
  const auto whole = static_cast<long long>(left.count() + 0.5);
  if (whole < 60) return fmt::format("{} s left", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s left", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min left", whole / 3600, whole / 60 % 60);
}

}  // namespace

Shown progress_shown(const std::string& when, bool is_quiet, const Environment& environment) {
  if (is_quiet || when == "never") return Shown::Never;
  if (when == "always") return Shown::AtOnce;
  return environment.err_is_terminal ? Shown::InTime : Shown::Never;
}

std::string grouped(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

Progress::~Progress() {
  if (has_line_) streams_.err << "\r\x1B[K" << std::flush;
}

void Progress::show(std::size_t done, std::size_t total) {
  if (shown_ == Shown::Never) return;
  const auto now = Clock::now();
  const bool is_due = has_line_ ? now - written_ >= kBetween : shown_ == Shown::AtOnce || now - began_ >= kPatience;
  if (!is_due || total == 0) return;
  written_ = now;
  has_line_ = true;
  const double share = static_cast<double>(done) / static_cast<double>(total);
  const double spent = duration<double>(now - began_).count();
  const double rate = spent > 0 ? static_cast<double>(done) / spent : 0;
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(kBarColumns));
  std::string bar(filled, '#');
  bar.resize(kBarColumns, '.');
  streams_.err << fmt::format("\r[{}] {:3.0f}% {} of {} {}, {}/s", bar, share * 100, grouped(done), grouped(total),
                              noun_, grouped(static_cast<std::size_t>(rate)));
  if (rate > 0) streams_.err << ", " << remaining(duration<double>(static_cast<double>(total - done) / rate));
  streams_.err << "\x1B[K" << std::flush;
}

}  // namespace stet::cli
