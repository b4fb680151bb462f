// SPDX-License-Identifier: Apache-2.0
// init, publish, list and show: an archive's versions as they come and as they stand.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/targets.hpp"
#include "cli/versions.hpp"
#include "report/json_values.hpp"
#include "report/width.hpp"
#include "stet/read.hpp"
#include "text/iso_time.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

Result<ExitStatus> finish(const std::string& text, const CommonOptions& options, const Context& context) {
  const Result<void> done = emit(text, "", options.format == "text", context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

// ---- init

struct InitArguments {
  std::string directory = ".";
  bool bare = false;
};

Result<ExitStatus> run_init(const InitArguments& arguments, const Context& context) {
  const Result<Archive> archive = Archive::init(arguments.directory, arguments.bare, context.environment.now);
  if (!archive) return std::unexpected(archive.error());
  return finish(fmt::format("Made an archive in {}\n", text::printable(archive->directory())), {}, context);
}

// ---- publish

struct PublishArguments {
  CommonOptions common;
  std::string file;
  std::string name;
  std::string date;
  std::string source;
  std::string note;
  std::string extension;
  std::optional<bool> sign;
};

/// The ending that the release's file gets: asked for, the file's own, or .txt.
std::string extension_for(const PublishArguments& arguments) {
  std::string extension = arguments.extension;
  if (extension.empty() && arguments.file != "-")
    extension = std::filesystem::path(arguments.file).extension().string();
  if (extension.empty()) return ".txt";
  return extension.starts_with('.') ? extension : "." + extension;
}

Result<Publication> publication(const PublishArguments& arguments, const Context& context) {
  Publication publication{.name = arguments.name,
                          .extension = extension_for(arguments),
                          .published = std::nullopt,
                          .now = context.environment.now,
                          .source = arguments.source,
                          .note = arguments.note,
                          .sign = arguments.sign};
  if (arguments.date.empty()) return publication;
  publication.published = text::parse_iso_time(arguments.date);
  if (publication.published) return publication;
  return std::unexpected(
      usage_error("is no date that is known here: write 2018-02-28 or 2018-02-28T15:58:07Z", arguments.date));
}

std::string published_line(const Published& published, const std::string& name) {
  const std::string shown = text::printable(name);
  const std::string date = text::format_iso_time(published.version.published);
  const std::uint32_t number = published.version.number.value_or(0);
  if (!published.recorded)
    return fmt::format("{}: nothing new, these bytes are version {} ({})\n", shown, number, date);
  std::string line = fmt::format("{}: version {} recorded, published {}{}", shown, number, date,
                                 published.found_late ? " (found late: a later one stays the latest)" : "");
  if (const auto same = published.version.same_text_as) line += fmt::format(", the same text as version {}", *same);
  return line + '\n';
}

Result<ExitStatus> run_publish(const PublishArguments& arguments, const Context& context) {
  const Result<Publication> what = publication(arguments, context);
  if (!what) return std::unexpected(what.error());
  const Result<Source> source = open_source(arguments.file, arguments.common, context.streams.in);
  if (!source) return std::unexpected(source.error());
  // What no reader takes would be an archive's dead end: it is said now, not at the first diff.
  const Result<Document> readable = read_document(*source);
  if (!readable) return std::unexpected(readable.error());
  warn_of(*readable, context.streams);
  Result<Archive> archive = open_repository(arguments.common, context.environment);
  if (!archive) return std::unexpected(std::move(archive).error());
  const Result<Published> published = archive->publish(source->bytes(), *what);
  if (!published) return std::unexpected(published.error());
  return finish(published_line(*published, what->name), arguments.common, context);
}

// ---- list

/// The title that a version's text has: its metadata's, else its first heading's or block's first words.
std::string title_of(const Archive& archive, const Release& release, const Version& version,
                     const CommonOptions& options) {
  const Result<Source> source = read_version(archive, release, version, options);
  if (!source) return "";
  const Result<Document> document = read_document(*source);
  if (!document) return "";
  if (const auto title = document->meta("title")) return std::string(*title);
  for (const Block& block : document->blocks)
    if (block.kind == BlockKind::Heading) return std::string(document->text(block));
  return document->blocks.empty() ? "" : std::string(document->text(document->blocks.front()));
}

/// Room for a title in a list, in columns.
constexpr std::size_t kTitleColumns = 60;

std::string shortened(const std::string& title) {
  const std::string_view whole = title;
  if (report::columns_of(whole) <= kTitleColumns) return title;
  return title.substr(0, report::head_within(whole, kTitleColumns - 1)) + "…";
}

void write_list_entry(report::JsonWriter& json, const Release& release, const std::vector<Version>& versions,
                      const std::string& title) {
  json.begin_object();
  json.key("name").string(release.name);
  json.key("versions").number(versions.size());
  json.key("first");
  report::write_version(json, versions.front(), label_of(release, versions.front()));
  json.key("latest");
  report::write_version(json, versions.back(), label_of(release, versions.back()));
  json.key("title").string(title);
  json.end_object();
}

std::string list_json(const Archive& archive, const std::vector<Release>& releases, const CommonOptions& options) {
  std::string out;
  report::JsonWriter json(out);
  json.begin_object();
  report::write_head(json, "stet.list");
  json.key("releases").begin_array();
  for (const Release& release : releases) {
    const std::vector<Version> versions = recorded_versions(release);
    if (!versions.empty())
      write_list_entry(json, release, versions, title_of(archive, release, versions.back(), options));
  }
  json.end_array().end_object();
  return out += '\n';
}

std::string list_text(const Archive& archive, const std::vector<Release>& releases, const CommonOptions& options) {
  std::size_t widest = 0;
  for (const Release& release : releases)
    widest = std::max(widest, report::columns_of(std::string_view(text::printable(release.name))));
  std::string out;
  for (const Release& release : releases) {
    const std::vector<Version> versions = recorded_versions(release);
    if (versions.empty()) continue;
    const std::string name = text::printable(release.name);
    const std::string padding(widest - report::columns_of(std::string_view(name)), ' ');
    const bool withdrawn = release.versions.back().withdrawn;
    out += fmt::format("{}{}  {:>3} {}  {}{}  {}\n", name, padding, versions.size(),
                       versions.size() == 1 ? "version " : "versions", text::format_iso_date(versions.back().published),
                       withdrawn ? " (withdrawn)" : "",
                       shortened(text::printable(title_of(archive, release, versions.back(), options))));
  }
  return out.empty() ? "No releases yet: `stet publish FILE --as NAME` records the first.\n" : out;
}

/// For completion in a shell: a name a line, and nothing is read that names do not need.
std::string list_names(const std::vector<Release>& releases) {
  std::string out;
  for (const Release& release : releases) out += text::printable(release.name) + '\n';
  return out;
}

Result<ExitStatus> run_list(const CommonOptions& options, const Context& context) {
  const Result<Archive> archive = open_repository(options, context.environment);
  if (!archive) return std::unexpected(archive.error());
  const Result<std::vector<Release>> releases = archive->releases();
  if (!releases) return std::unexpected(releases.error());
  if (options.format == "names") return finish(list_names(*releases), options, context);
  return finish(
      options.format == "json" ? list_json(*archive, *releases, options) : list_text(*archive, *releases, options),
      options, context);
}

// ---- show

struct ShowArguments {
  CommonOptions common;
  std::string what;
  bool as_text = false;
};

/// The document's text: blocks joined by a blank line.
std::string document_text(const Document& document) {
  std::string out;
  for (const Block& block : document.blocks) {
    if (!out.empty()) out += "\n\n";
    out += document.text(block);
  }
  return out.empty() ? out : out += '\n';
}

Result<ExitStatus> run_show(const ShowArguments& arguments, const Context& context) {
  const Result<Archive> archive = open_repository(arguments.common, context.environment);
  if (!archive) return std::unexpected(archive.error());
  warn_of_follow(*archive, arguments.common, context);
  std::string selector;
  const Result<Release> release = find_release(*archive, arguments.what, selector, arguments.common);
  if (!release) return std::unexpected(release.error());
  const Result<Version> version = Archive::select(*release, selector);
  if (!version) return std::unexpected(version.error());
  const Result<Source> source = read_version(*archive, *release, *version, arguments.common);
  if (!source) return std::unexpected(source.error());
  if (arguments.as_text) {
    const Result<Document> document = read_document(*source);
    if (!document) return std::unexpected(document.error());
    return finish(text::printable(document_text(*document), true), arguments.common, context);
  }
  const bool inert = context.environment.out_is_terminal;
  return finish(inert ? text::printable(source->bytes(), true) : std::string(source->bytes()), arguments.common,
                context);
}

}  // namespace

Action add_init(CLI::App& program) {
  auto arguments = std::make_shared<InitArguments>();
  CLI::App* const command = program.add_subcommand("init", "Make an archive");
  command->add_option("directory", arguments->directory, "Where; it is made if need be (default: here)")
      ->type_name("DIR");
  command->add_flag("--bare", arguments->bare, "Without a working tree");
  return [arguments](const Context& context) { return run_init(*arguments, context); };
}

Action add_publish(CLI::App& program) {
  auto arguments = std::make_shared<PublishArguments>();
  CLI::App* const command = program.add_subcommand("publish", "Record a version of a release");
  command->add_option("file", arguments->file, "The published text; - is standard input")
      ->type_name("FILE")
      ->required();
  command->add_option("--as", arguments->name, "Name of the release, such as un/cted-interpol")
      ->type_name("NAME")
      ->required();
  command->add_option("--date", arguments->date, "When it was published (default: now)")->type_name("ISO8601");
  command->add_option("--source", arguments->source, "Where it was published")->type_name("URL");
  command->add_option("--note", arguments->note, "What is to be said about this version")->type_name("TEXT");
  command->add_option("--lang", arguments->common.language, "Language of the text")->type_name("TAG");
  command->add_option("--ext", arguments->extension, "Ending of the release's file (default: the file's own, or .txt)")
      ->type_name("EXT");
  command->add_flag_callback(
      "--sign", [arguments] { arguments->sign = true; }, "Sign the commit (default: as commit.gpgsign says)");
  command->add_flag_callback(
      "--no-sign", [arguments] { arguments->sign = false; }, "Do not, whatever git's configuration says");
  add_repository_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_publish(*arguments, context); };
}

Action add_list(CLI::App& program) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* const command = program.add_subcommand("list", "The releases of an archive");
  add_format_options(*command, *options, {"text", "json", "names"});
  add_repository_option(*command, *options);
  return [options](const Context& context) { return run_list(*options, context); };
}

Action add_show(CLI::App& program) {
  auto arguments = std::make_shared<ShowArguments>();
  CLI::App* const command = program.add_subcommand("show", "A version's bytes, exactly; inert on a terminal");
  command->add_option("what", arguments->what, "NAME or NAME@V")->type_name("NAME[@V]")->required();
  command->add_flag("--text", arguments->as_text, "The text as stet reads it, mark-up removed");
  add_follow_option(*command, arguments->common);
  add_repository_option(*command, arguments->common);
  return [arguments](const Context& context) { return run_show(*arguments, context); };
}

}  // namespace stet::cli
