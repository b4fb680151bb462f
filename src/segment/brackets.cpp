// SPDX-License-Identifier: Apache-2.0
#include "segment/brackets.hpp"

#include <algorithm>

#include "segment/place.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

bool is_ascii_without_bracket(char byte) {
  return static_cast<unsigned char>(byte) < 0x80 && byte != '(' && byte != ')' && byte != '[' && byte != ']';
}

}  // namespace

void Brackets::open(std::size_t position, std::size_t sentence) {
  if (position == skip_space(text_, sentence)) return;
  if (depth_++ > 0) return;
  outermost_ = position;
}

void Brackets::close() {
  if (depth_ > 0) --depth_;
}

/// What stands further back than the reach is asked for no more. (An unclosed bracket takes a byte at least.)
void Brackets::forget() {
  if (seen_.size() < 4 * kBracketReach) return;
  const std::size_t old = std::min(asked_, seen_.size() - kBracketReach);
  seen_.erase(seen_.begin(), seen_.begin() + static_cast<std::ptrdiff_t>(old));
  asked_ -= old;
  std::erase_if(unclosed_, [&](std::size_t place) { return place < old; });
  for (std::size_t& place : unclosed_) place -= old;
}

void Brackets::look_ahead(std::size_t end) {
  while (looked_ < end) {
    if (is_ascii_without_bracket(text_[looked_])) {
      ++looked_;
      continue;
    }
    const auto code_point = unicode::code_point_at(text_, looked_);
    if (is_opening_bracket(code_point.code)) {
      unclosed_.push_back(seen_.size());
      seen_.push_back({looked_, 0});
    } else if (is_closing_bracket(code_point.code) && !unclosed_.empty()) {
      seen_[unclosed_.back()].close = looked_;
      unclosed_.pop_back();
    }
    looked_ += code_point.size;
  }
}

bool Brackets::closes_later(std::size_t position) {
  if (depth_ == 0 || outermost_ >= position) return false;
  const std::size_t end = std::min(text_.size(), outermost_ + kBracketReach);
  if (looked_ <= outermost_) {
    looked_ = outermost_;
    seen_.clear();
    unclosed_.clear();
    asked_ = 0;
  }
  look_ahead(end);
  while (asked_ < seen_.size() && seen_[asked_].open < outermost_) ++asked_;
  forget();
  return asked_ < seen_.size() && seen_[asked_].open == outermost_ && seen_[asked_].close > 0 &&
         seen_[asked_].close < end;
}

}  // namespace stet::segment
