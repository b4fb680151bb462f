// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <cstdlib>
#include <string>

#include "intake/path_rule.hpp"

/// The first line is a rule, the rest a path. A name that a path gives is made of it, so it is no longer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const std::size_t line = text.find('\n');
  const std::string path = line == std::string::npos ? text : text.substr(line + 1);
  const auto check = [&](const auto& matched) {
    if (matched && *matched && (*matched)->name.size() > path.size()) std::abort();
  };
  static const stet::intake::UsualForms forms;
  check(forms.match(path));
  if (const auto rule = stet::intake::PathRule::parse(text.substr(0, line))) check(rule->match(path));
  return 0;
}
