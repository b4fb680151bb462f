// SPDX-License-Identifier: Apache-2.0
// Parts of a whole, one value for every way of writing one: "50%" for a half and 1/2, "1/3" for a third and 三分之一.
#include "classify/shares.hpp"

#include <numeric>

#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

/// A share as every writing of it: "50%" for a half, "1/3" for a third.
std::string share_value(std::uint64_t part, std::uint64_t whole) {
  if (part * 100 % whole == 0) return std::to_string(part * 100 / whole) + "%";
  const std::uint64_t common = std::gcd(part, whole);
  return std::to_string(part / common) + "/" + std::to_string(whole / common);
}

}  // namespace

std::optional<Found> han_fraction(const TokenView& view, std::uint32_t i) {
  const auto joint = [](std::string_view text) {
    for (const std::string_view of : {"分之", "分の"})
      if (const std::size_t at = text.find(of); at != std::string_view::npos && at != 0) return at;
    return std::string_view::npos;
  };
  const bool counts =
      view[i].kind == TokenKind::Number || Lexicon::han_numeral(unicode::code_point_at(view.text(i), 0).code) >= 0;
  if (!counts) return std::nullopt;
  std::string written(view.text(i));
  std::uint32_t last = i + 1;
  if (view[i].kind == TokenKind::Number) {
    constexpr std::uint32_t kTokens = 4;  // 4|分|の|1
    while (last < view.size() && last < i + kTokens && !view.spaced(last) &&
           (view.is_mark(last, "/") || view[last].unspaced || view[last].kind == TokenKind::Number)) {
      written += view.text(last);
      if (view[last++].kind == TokenKind::Number) break;
    }
  } else if (!view[i].unspaced) {
    return std::nullopt;
  }
  const std::size_t at = joint(written);
  if (at == std::string_view::npos) return std::nullopt;
  const auto value = [](std::string_view numeral) -> std::uint64_t {
    if (const auto figures = small_integer(numeral)) return static_cast<std::uint64_t>(*figures);
    return han_value(numeral).value_or(0);
  };
  constexpr std::size_t kJoint = 6;
  const std::uint64_t whole = value(std::string_view(written).substr(0, at));
  const std::uint64_t part = value(std::string_view(written).substr(at + kJoint));
  if (whole == 0 || part == 0) return std::nullopt;
  return Found{last, share_value(part, whole), true};
}

std::optional<Found> slash_fraction(const TokenView& view, std::uint32_t i) {
  if (!view.is_mark(i + 1, "/") || view.spaced(i + 1) || view.spaced(i + 2) || i + 2 >= view.size())
    return std::nullopt;
  if (view[i + 2].kind != TokenKind::Number || view.is_mark(i + 3, "/")) return std::nullopt;
  constexpr int kLargest = 10;
  const auto part = small_integer(view.raw(i));
  const auto whole = small_integer(view.raw(i + 2));
  if (!part || !whole || *part == 0 || *part >= *whole || *whole > kLargest) return std::nullopt;
  return Found{i + 3, share_value(static_cast<std::uint64_t>(*part), static_cast<std::uint64_t>(*whole)), true};
}

std::optional<Found> share_at(const TokenView& view, std::uint32_t i, std::uint32_t length) {
  // "a third bridge" is the one behind the second.
  const std::uint32_t next = i + length;
  const bool counted = next < view.size() && view[next].kind == TokenKind::Word && view.classes(next).empty();
  if (counted && view.lexicon().language() == "en" && view.text(i) == "a" && view.is(i + 1, WordClass::Ordinal))
    return std::nullopt;
  const std::string_view value = view.value(i, WordClass::Share);
  const std::size_t slash = value.find('/');
  if (slash == std::string_view::npos) return Found{i + length, std::string(value), false};
  const auto part = small_integer(value.substr(0, slash));
  const auto whole = small_integer(value.substr(slash + 1));
  if (!part || !whole || *whole == 0) return Found{i + length, std::string(value), false};
  return Found{i + length, share_value(static_cast<std::uint64_t>(*part), static_cast<std::uint64_t>(*whole)), true};
}

}  // namespace stet::classify
