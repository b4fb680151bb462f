// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/commands.hpp"
#include "cli/history_access.hpp"
#include "cli/output.hpp"
#include "cli/versions.hpp"
#include "report/json_values.hpp"
#include "report/words.hpp"
#include "text/iso_time.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

struct BlameArguments {
  CommonOptions common;
  std::string what;
};

std::string blame_json(const NamedVersion& named, const std::vector<BlamedSentence>& sentences) {
  const Release& release = named.release;
  const auto write_origin = [&](report::JsonWriter& json, std::size_t version) {
    const Version& from = release.versions[version];
    report::write_version(json, from, label_of(release, from), earlier_path(release, from));
  };
  std::string out;
  report::JsonWriter json(out);
  json.begin_object();
  report::write_head(json, "stet.blame");
  json.key("name").string(release.name).key("version");
  report::write_version(json, named.version, label_of(release, named.version), earlier_path(release, named.version));
  json.key("sentences").begin_array();
  for (const BlamedSentence& sentence : sentences) {
    json.begin_object().key("index").number(sentence.index).key("text").utf8(sentence.text);
    json.key("line").number(sentence.line).key("since");
    write_origin(json, sentence.since);
    json.key("origin");
    write_origin(json, sentence.origin);
    json.end_object();
  }
  json.end_array().end_object();
  return out += '\n';
}

/// "@3" or, where the sentence has older ancestors, "@3 (@1)".
std::string source_words(const Release& release, const BlamedSentence& sentence) {
  const auto number = [&](std::size_t version) { return release.versions[version].number.value_or(0); };
  if (sentence.since == sentence.origin) return fmt::format("@{}", number(sentence.since));
  return fmt::format("@{} (@{})", number(sentence.since), number(sentence.origin));
}

/// "Named a.md from @1, b.md from @3, c.md from @4": each name up to a version, and the first version under it. Empty
/// where the release had that name throughout.
std::string names_until(const Release& release, const Version& until) {
  std::string words;
  const std::string* last = nullptr;
  bool was_renamed = false;
  for (const Version& version : release.versions) {
    was_renamed |= !earlier_path(release, version).empty();
    if (version.number && (last == nullptr || *last != version.path)) {
      words += fmt::format("{}{} from @{}", last == nullptr ? "Named " : ", ", text::printable(version.path),
                           *version.number);
      last = &version.path;
    }
    if (version.number == until.number) break;
  }
  return was_renamed ? words + '\n' : std::string();
}

std::string blame_text(const NamedVersion& named, const std::vector<BlamedSentence>& sentences,
                       const TerminalStyle& style) {
  const Release& release = named.release;
  std::string out = fmt::format("{}, published {}: {}\n", text::printable(label_of(release, named.version)),
                                text::format_iso_date(named.version.published),
                                report::counted(sentences.size(), "sentence", "sentences"));
  const bool has_ancestors =
      std::ranges::any_of(sentences, [](const BlamedSentence& sentence) { return sentence.since != sentence.origin; });
  out += fmt::format("Each with the version that gave it this wording{}, and its date\n",
                     has_ancestors ? " (in brackets that of its first)" : "");
  out += names_until(release, named.version);
  out += '\n';
  std::size_t widest = 0;
  std::size_t bytes = out.size();
  constexpr std::size_t kBesides = 32;  // The version, the date and what stands around them.
  for (const BlamedSentence& sentence : sentences) {
    widest = std::max(widest, source_words(release, sentence).size());
    bytes += kBesides + sentence.text.size();
  }
  out.reserve(bytes);
  for (const BlamedSentence& sentence : sentences) {
    const std::string date = text::format_iso_date(release.versions[sentence.since].published);
    out += sentence_lines(fmt::format("  {:<{}}  {}  ", source_words(release, sentence), widest, date), sentence.text,
                          style);
  }
  return out;
}

Result<ExitStatus> run_blame(const BlameArguments& arguments, const Context& context) {
  auto opened = open_history(arguments.common, context, true);
  if (!opened) return std::unexpected(std::move(opened).error());
  const auto named = find_version(*opened, arguments.what, arguments.common);
  if (!named) return std::unexpected(named.error());
  const auto sentences = opened->history.blame(named->release, named->version);
  if (!sentences) return std::unexpected(sentences.error());
  warn_of(opened->history, context);
  const bool for_person = arguments.common.format == "text";
  const std::string out =
      for_person ? blame_text(*named, *sentences, terminal_style(arguments.common, {}, context.environment))
                 : blame_json(*named, *sentences);
  const Result<void> done = emit(out, "", for_person, context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_blame(CLI::App& program) {
  auto arguments = std::make_shared<BlameArguments>();
  CLI::App* const command = program.add_subcommand("blame", "For each sentence, the version that gave it this wording");
  command->add_option("what", arguments->what, "NAME or NAME@V; in any git repository a document's path")
      ->type_name("NAME[@V]")
      ->required();
  add_follow_option(*command, arguments->common);
  add_history_options(*command, arguments->common, {"text", "json", "ndjson"});
  return [arguments](const Context& context) { return run_blame(*arguments, context); };
}

}  // namespace stet::cli
