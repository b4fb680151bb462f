// SPDX-License-Identifier: Apache-2.0
#include "cli/git_driver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <map>
#include <sstream>

#include "archive/history.hpp"
#include "archive/pipe_signal.hpp"
#include "cli/compare_all.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/targets.hpp"
#include "text/hash.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

namespace fs = std::filesystem;

enum class FileKind : std::uint8_t { Absent, Regular, Link, Submodule };

/// One side as git hands it over.
struct GivenFile {
  std::string path;  ///< What it is called in the repository.
  std::string file;  ///< Where its bytes are: the working tree's own file, or a copy.
  std::string hex;   ///< All zeros where git has not hashed it.
  std::string mode;

  [[nodiscard]] FileKind kind() const {
    if (mode == ".") return FileKind::Absent;
    if (mode.starts_with("120")) return FileKind::Link;
    return mode.starts_with("160") ? FileKind::Submodule : FileKind::Regular;
  }
};

struct GivenPair {
  GivenFile before;
  GivenFile after;
  std::string header;  ///< Of a rename or copy: "similarity index 89%", "rename from …".
};

Result<GivenPair> given_pair(const std::vector<std::string>& words) {
  constexpr std::size_t kPlain = 7;
  constexpr std::size_t kRenamed = 9;
  if (words.size() != kPlain && words.size() != kRenamed)
    return std::unexpected(usage_error(
        "git calls this, with 1, 7 or 9 words behind --: `stet git setup` arranges it, `stet diff` is for you"));
  const bool renamed = words.size() == kRenamed;
  return GivenPair{{words[0], words[1], words[2], words[3]},
                   {renamed ? words[7] : words[0], words[4], words[5], words[6]},
                   renamed ? words[8] : std::string()};
}

/// "plan.md (1a2b3c4)"; nothing for a side that is not there.
std::string label_of(const GivenFile& side) {
  constexpr std::size_t kShortHex = 7;
  if (side.kind() == FileKind::Absent) return {};
  const bool hashed = side.hex.find_first_not_of('0') != std::string::npos;
  return fmt::format("{} ({})", side.path, hashed ? side.hex.substr(0, kShortHex) : "working tree");
}

/// "a/plan.md" as in git's own words.
std::string git_label(const GivenFile& side, char prefix) {
  return side.kind() == FileKind::Absent ? std::string("/dev/null") : fmt::format("{}/{}", prefix, side.path);
}

std::string shown(std::string_view text) { return text::printable(text); }

std::string heading(const GivenPair& given) {
  const auto words = [](const GivenFile& side) {
    return side.kind() == FileKind::Absent ? std::string("nothing") : shown(label_of(side));
  };
  return fmt::format("── {}\n   {} → {}\n\n", shown(given.after.path), words(given.before), words(given.after));
}

std::string binary_words(const GivenPair& given) {
  return fmt::format("Binary files {} and {} differ\n", shown(git_label(given.before, 'a')),
                     shown(git_label(given.after, 'b')));
}

/// The target of a link, or the commit of a submodule: what git wrote into the file.
std::string content_words(const GivenFile& side) {
  if (side.kind() == FileKind::Absent) return "nothing";
  const auto source = Source::open(side.file, TextType::Plain);
  if (!source) return shown(source.error().message);
  std::string_view text = source->bytes();
  if (text.ends_with('\n')) text.remove_suffix(1);
  const std::string_view name = side.kind() == FileKind::Link        ? "symbolic link to "
                                : side.kind() == FileKind::Submodule ? "submodule, "
                                                                     : "file, ";
  return std::string(name) + (side.kind() == FileKind::Regular ? std::string("a text") : shown(text));
}

/// Modes and copies, which are no part of a text.
std::string attributes_in_words(const GivenPair& given) {
  std::string words;
  const bool both = given.before.kind() != FileKind::Absent && given.after.kind() != FileKind::Absent;
  if (both && given.before.mode != given.after.mode)
    words += fmt::format("Mode {} → {}.\n", shown(given.before.mode), shown(given.after.mode));
  if (given.header.find("copy from ") != std::string::npos)
    words += fmt::format("A copy of {}.\n", shown(given.before.path));
  return words;
}

Result<Source> source_of(const GivenFile& side, const CommonOptions& options) {
  const TextType type = requested_type(options).value_or(type_of_path(side.path));
  if (side.kind() == FileKind::Absent) return Source::of({}, side.path, type);
  const auto source = Source::open(side.file, type);
  return source ? Result<Source>(source->with_label(side.path)) : source;
}

DocumentSide described(const GivenFile& side) {
  const bool absent = side.kind() == FileKind::Absent;
  return {.label = label_of(side),
          .version = {},
          .commit = "",
          .path = absent ? std::string() : side.path,
          .published = ""};
}

Pair pair_of(const GivenPair& given, const CommonOptions& options) {
  const bool renamed = given.header.find("rename from ") != std::string::npos;
  return {.name = given.after.path,
          .before_side = described(given.before),
          .after_side = described(given.after),
          .before = source_of(given.before, options),
          .after = source_of(given.after, options),
          .named = false,
          .renamed_from = renamed ? given.before.path : std::string()};
}

/// git's pager is no terminal, but it is as wide as one, and git says how wide that is.
TerminalStyle driver_style(const CommonOptions& options, const Environment& environment) {
  TerminalStyle style = terminal_style(options, {"text", ""}, environment);
  if (environment.out_is_terminal || !environment.variable("GIT_PAGER_IN_USE")) return style;
  const std::string columns = environment.variable("COLUMNS").value_or("");
  unsigned width = 0;
  constexpr unsigned kMostColumns = 10'000;
  const auto parsed = std::from_chars(columns.data(), columns.data() + columns.size(), width);
  if (parsed.ec == std::errc() && width < kMostColumns) style.width = width;
  return style;
}

/// The words of the repository's `stet.toml`: git starts its drivers in the root of the working tree. One that cannot
/// be read is said, and does without.
Settings settings_here(CommonOptions options, const Context& context) {
  std::error_code ignored;
  if (options.config.empty() && fs::is_regular_file("stet.toml", ignored)) options.config = "stet.toml";
  auto settings = named_settings(options);
  if (settings) return std::move(*settings);
  warn(settings.error().place, settings.error().message, context.streams);
  return {};
}

/// The comparison as it is shown; what readers have to say comes behind it, since standard error would be written over
/// what a pager shows.
Result<std::string> compared(const GivenPair& given, const CommonOptions& options, const Context& context) {
  std::ostringstream warnings;
  const Streams streams{context.streams.in, context.streams.out, warnings};
  const Context quiet{streams, context.environment, {}, false};
  const DiffOptions diff = diff_options(options, settings_here(options, quiet));
  std::vector<Pair> pairs;
  pairs.push_back(pair_of(given, options));
  const auto report = compare_all(std::move(pairs), diff, quiet);
  if (!report) return std::unexpected(report.error());
  if (!report->not_read.empty())
    return heading(given) + fmt::format("Not compared: {}\n", shown(report->not_read.front().reason)) +
           binary_words(given);
  return write_terminal(*report, report_filter(options, "text"), driver_style(options, context.environment)) +
         warnings.str();
}

Result<std::string> driver_text(const CommonOptions& options, const std::vector<std::string>& words,
                                const Context& context) {
  if (words.size() == 1) return fmt::format("* Unmerged path {}\n", shown(words.front()));
  const auto given = given_pair(words);
  if (!given) return std::unexpected(given.error());
  const auto is_text = [](const GivenFile& side) {
    return side.kind() == FileKind::Regular || side.kind() == FileKind::Absent;
  };
  if (!is_text(given->before) || !is_text(given->after))
    return heading(*given) + fmt::format("{} → {}\n", content_words(given->before), content_words(given->after));
  // With GIT_EXTERNAL_DIFF git asks for every file, whatever it is.
  const bool asked_for_all = context.environment.variable("GIT_EXTERNAL_DIFF").has_value();
  if (asked_for_all && !archive::is_document(given->after.path))
    return heading(*given) + "Not compared: no document by its name; `git diff --no-ext-diff` shows its lines\n" +
           attributes_in_words(*given);
  auto text = compared(*given, options, context);
  if (!text) return text;
  return *text + attributes_in_words(*given);
}

/// `git difftool` asks for its tool by GIT_EXTERNAL_DIFF, and git takes a driver that attributes name all the same: the
/// tool that was asked for is meant.
void give_way_to_difftool(const std::vector<std::string>& words, const Environment& environment) {
  constexpr const char* kHelper = "git-difftool--helper";
  if (!environment.become || environment.variable("GIT_EXTERNAL_DIFF").value_or("") != kHelper) return;
  std::vector<std::string> helper = words;
  helper.insert(helper.begin(), kHelper);
  environment.become(helper);
}

/// Whether git has another file to show after this one.
bool is_followed(const Environment& environment) {
  const auto number = [&](const char* name) {
    const std::string text = environment.variable(name).value_or("");
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  return number("GIT_DIFF_PATH_COUNTER") < number("GIT_DIFF_PATH_TOTAL");
}

/// What stands for bytes that are no text: another size or other bytes give another line.
std::string stand_in(const Source& source, const Error& error) {
  return fmt::format("(not a text that stet reads: {}; {} bytes, xxHash {:016x})\n", shown(error.message),
                     source.bytes().size(), text::hash(source.bytes()));
}

/// Every file below a folder by its path there; links are followed, folders that are links are not.
std::map<std::string, std::string> files_below(const fs::path& folder) {
  std::map<std::string, std::string> files;
  std::error_code failed;
  for (fs::recursive_directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code ignored;
    if (at->is_regular_file(ignored))
      files[at->path().lexically_relative(folder).generic_string()] = at->path().string();
  }
  return files;
}

Pair tool_pair(const std::string& path, const std::string& before, const std::string& after, bool named,
               const CommonOptions& options) {
  const auto side = [&](const std::string& file, const char* words) {
    std::error_code ignored;
    const bool absent = file.empty() || file == "/dev/null";
    const bool is_original = !absent && (file == path || fs::is_symlink(file, ignored));
    const std::string label = fmt::format("{} ({})", path, is_original ? "working tree" : words);
    return DocumentSide{absent ? std::string() : label, {}, "", absent ? std::string() : path, ""};
  };
  const auto source = [&](const std::string& file) {
    const bool absent = file.empty() || file == "/dev/null";
    return source_of({path, file, "", absent ? "." : "100644"}, options);
  };
  return {.name = path,
          .before_side = side(before, "before"),
          .after_side = side(after, "after"),
          .before = source(before),
          .after = source(after),
          .named = named};
}

/// Two folders, as `git difftool --dir-diff` has them: documents by their paths.
std::vector<Pair> folder_pairs(const std::string& before, const std::string& after, const CommonOptions& options) {
  const auto before_files = files_below(before);
  const auto after_files = files_below(after);
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const auto& [path, file] : before_files) both[path].first = file;
  for (const auto& [path, file] : after_files) both[path].second = file;
  std::vector<Pair> pairs;
  for (const auto& [path, files] : both)
    if (archive::is_document(path)) pairs.push_back(tool_pair(path, files.first, files.second, false, options));
  return pairs;
}

}  // namespace

Result<ExitStatus> run_diff_driver(const CommonOptions& options, const std::vector<std::string>& words,
                                   const Context& context) {
  give_way_to_difftool(words, context.environment);
  auto text = driver_text(options, words, context);
  if (!text) return std::unexpected(std::move(text).error());
  if (is_followed(context.environment)) *text += '\n';
  // A pager that was left has shown enough; of a driver that ended by that git would say that it died.
  const archive::PipeSignalIgnored ignored;
  const auto done = stream([&](const ReportSink& sink) { sink(*text); }, context.streams);
  const bool left = !done && errno == EPIPE;
  if (!done && !left) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

Result<ExitStatus> run_textconv(const std::vector<std::string>& words, const Context& context) {
  if (words.size() != 1) return std::unexpected(usage_error("name one file: git calls this for each side"));
  const auto source = Source::open(words.front());
  if (!source) return std::unexpected(source.error());
  const auto lines = sentence_lines(*source);
  const std::string text = lines ? *lines : stand_in(*source, lines.error());
  const auto done = stream([&](const ReportSink& sink) { sink(text); }, context.streams);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

Result<ExitStatus> run_difftool(const CommonOptions& options, const std::vector<std::string>& words,
                                const Context& context) {
  if (words.size() != 2 && words.size() != 3)
    return std::unexpected(
        usage_error("name two files, or two folders, and behind files the path that they stand for"));
  std::error_code ignored;
  const bool folders = fs::is_directory(words[0], ignored) && fs::is_directory(words[1], ignored);
  const std::string& path = words.size() == 3 && !words[2].empty() ? words[2] : words[1];
  std::vector<Pair> pairs;
  if (folders)
    pairs = folder_pairs(words[0], words[1], options);
  else
    pairs.push_back(tool_pair(path, words[0], words[1], true, options));
  const auto report = compare_all(std::move(pairs), diff_options(options, settings_here(options, context)), context);
  if (!report) return std::unexpected(report.error());
  const TerminalStyle style = terminal_style(options, {"text", ""}, context.environment);
  const auto done = emit(write_terminal(*report, report_filter(options, "text"), style), "", true, context.streams,
                         context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace stet::cli
