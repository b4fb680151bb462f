// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

#include "cli/environment.hpp"
#include "stet/document.hpp"
#include "stet/report.hpp"
#include "stet/result.hpp"

namespace stet::cli {

/// What a command found, given piece by piece.
using Pieces = std::function<void(const ReportSink&)>;

/// Writes what a command found: to a file, whole or not at all, where one is named; through a pager where it is for a
/// person at a terminal and longer than the screen may be; else to standard output. Only for a pager all of it is held
/// in memory.
[[nodiscard]] Result<void> emit_pieces(const Pieces& pieces, const std::string& output_file, bool for_person,
                                       const Streams& streams, const Environment& environment);
[[nodiscard]] Result<void> emit(const std::string& text, const std::string& output_file, bool for_person,
                                const Streams& streams, const Environment& environment);
/// Writes to standard output.
[[nodiscard]] Result<void> stream(const Pieces& pieces, const Streams& streams);

/// All of standard input. NotReadable where it is closed, or is a folder.
[[nodiscard]] Result<std::string> standard_input(std::istream& in);
/// Why standard input could not be read, from errno.
[[nodiscard]] Error unreadable_input();

/// Words of the command line that mean nothing here.
[[nodiscard]] Error usage_error(std::string message, std::string place = {});

/// One line "stet: place: message" on standard error, nothing in it acting on the terminal.
ExitStatus trouble(const Error& error, const Streams& streams);

/// One line "stet: warning: …" likewise.
void warn(std::string_view place, std::string_view message, const Streams& streams);
/// What a reader has to say of how it read the document, a line each.
void warn_of(const Document& document, const Streams& streams);

}  // namespace stet::cli
