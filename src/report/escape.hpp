// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// A stranger's text made inert for the place where it will stand. Each takes any bytes, makes controls and bidi
// controls visible as `text::printable` does, and gives one line.
namespace stet::report {

/// For the text or a quoted attribute of XML or HTML. Characters that XML 1.0 forbids become U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view text);

/// For running text of CommonMark, GitHub's and GitLab's flavours included: no mark-up, HTML, link or image, and after
/// rendering no mention (@name), issue (#12, !12), commit, emoji code or bare address that those sites would make a
/// link. Where that takes more than a backslash, a zero-width space parts the sign from what follows.
[[nodiscard]] std::string markdown_text(std::string_view text);

/// Text as code in Markdown, where no site makes anything of it and it can be copied as it is. Not for a table's cell.
[[nodiscard]] std::string code_span(std::string_view text);

/// For the message of a SARIF result: no embedded link (section 3.11.6 of the standard) and no placeholder (3.11.5).
[[nodiscard]] std::string sarif_text(std::string_view text);

/// A path as a relative URI reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded.
[[nodiscard]] std::string path_uri(std::string_view path);

/// For the message of a workflow command of GitHub Actions, and for the value of one of its properties.
[[nodiscard]] std::string command_data(std::string_view text);
[[nodiscard]] std::string command_property(std::string_view text);

/// For the log of a CI job: a whole output whose lines may hold strangers' text, with what runners would take for a
/// command made none. Lines that begin with `::` get a mark before it, `##[` and its like are parted.
[[nodiscard]] std::string log_text(std::string_view output);
/// The same for JSON, whose value stays what it is.
[[nodiscard]] std::string log_json(std::string_view json);

}  // namespace stet::report
