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
  searched_ = false;
}

void Brackets::close() {
  if (depth_ > 0) --depth_;
}

bool Brackets::closes_later(std::size_t position) {
  if (depth_ == 0 || outermost_ >= position) return false;
  if (searched_) return found_;
  searched_ = true;
  found_ = false;
  const std::size_t end = std::min(text_.size(), outermost_ + kBracketReach);
  std::size_t depth = 0;
  for (std::size_t at = outermost_; at < end;) {
    if (is_ascii_without_bracket(text_[at])) {
      ++at;
      continue;
    }
    const auto code_point = unicode::code_point_at(text_, at);
    if (is_opening_bracket(code_point.code)) ++depth;
    if (is_closing_bracket(code_point.code) && --depth == 0) {
      found_ = true;
      break;
    }
    at += code_point.size;
  }
  return found_;
}

}  // namespace stet::segment
