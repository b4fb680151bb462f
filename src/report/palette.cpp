// SPDX-License-Identifier: Apache-2.0
#include "report/palette.hpp"

namespace stet::report {
namespace {

/// The sixteen basic colours only, which every theme of a terminal adapts. Words that went and words that came differ
/// in more than red and green: those are struck through, these underlined. Whole sentences are neither, so that they
/// can be read.
std::string_view sequence(Role role) {
  switch (role) {
    case Role::Plain:
      return "";
    case Role::Name:
      return "\033[1m";
    case Role::Rule:
      return "\033[2m";
    case Role::Kind:
      return "\033[1m";
    case Role::Detail:
      return "";
    case Role::Substantive:
      return "\033[1;31m";
    case Role::Editorial:
      return "\033[33m";
    case Role::Cosmetic:
      return "\033[34m";
    case Role::Deleted:
      return "\033[31;9m";
    case Role::Inserted:
      return "\033[32;4m";
    case Role::Removed:
      return "\033[31m";
    case Role::Added:
      return "\033[32m";
    case Role::Moved:
      return "\033[36m";
    case Role::Context:
      return "\033[2m";
    case Role::Elision:
      return "\033[2m";
  }
  return "";
}

constexpr std::string_view kReset = "\033[0m";

}  // namespace

std::string_view Palette::on(Role role) const { return colour_ ? sequence(role) : ""; }

std::string_view Palette::off(Role role) const { return on(role).empty() ? "" : kReset; }

Marks Palette::marks(Role role) const {
  if (colour_) return {};
  if (role == Role::Deleted) return {"[-", "-]"};
  if (role == Role::Inserted) return {"{+", "+}"};
  return {};
}

}  // namespace stet::report
