// SPDX-License-Identifier: Apache-2.0
#include "stet/policy.hpp"

namespace stet {

std::string_view name_of(Rule rule) {
  switch (rule) {
    case Rule::SilentChange:
      return "silent-change";
    case Rule::Quotation:
      return "quotation";
    case Rule::Number:
      return "number";
    case Rule::Amount:
      return "amount";
    case Rule::Date:
      return "date";
    case Rule::Name:
      return "name";
    case Rule::Modality:
      return "modality";
    case Rule::Negation:
      return "negation";
    case Rule::Link:
      return "link";
    case Rule::Removed:
      return "removed";
    case Rule::Keep:
      return "keep";
    case Rule::Avoid:
      return "avoid";
    case Rule::Waiver:
      return "waiver";
  }
  return "waiver";
}

std::string_view name_of(RuleLevel level) {
  switch (level) {
    case RuleLevel::Off:
      return "off";
    case RuleLevel::Warning:
      return "warning";
    case RuleLevel::Error:
      return "error";
  }
  return "error";
}

}  // namespace stet
