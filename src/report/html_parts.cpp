// SPDX-License-Identifier: Apache-2.0
#include "report/html_parts.hpp"

#include "fmt/format.h"
#include "report/escape.hpp"

namespace stet::report {

std::string_view element_of(Role role) {
  switch (role) {
    case Role::Deleted:
    case Role::Removed:
      return "del";
    case Role::Inserted:
    case Role::Added:
      return "ins";
    case Role::Name:
      return "b";
    case Role::Plain:
    case Role::Rule:
    case Role::Kind:
    case Role::Detail:
    case Role::Substantive:
    case Role::Editorial:
    case Role::Cosmetic:
    case Role::Moved:
    case Role::Context:
    case Role::Elision:
      return "";
  }
  return "";
}

std::string page_head(std::string_view title, std::string_view style) {
  constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
)";
  return fmt::format("{}<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n", kHead, xml_text(title), style);
}

}  // namespace stet::report
