// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace stet::text {

/// A stranger's text made inert for a terminal or a log: C0 and C1 controls, DEL and bidi controls
/// become visible (␛ for escape, ⟨U+202E⟩ for an override), so that nothing in it acts. A line feed
/// becomes ␊ unless `keep_lines`; a tab stays a tab there.
[[nodiscard]] std::string printable(std::string_view text, bool keep_lines = false);

}  // namespace stet::text
