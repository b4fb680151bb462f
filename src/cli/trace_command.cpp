// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>

#include "cli/commands.hpp"
#include "cli/history_access.hpp"
#include "cli/output.hpp"
#include "cli/versions.hpp"
#include "report/json_values.hpp"
#include "report/word_marks.hpp"
#include "text/iso_time.hpp"
#include "text/printable.hpp"
#include "unicode/fold.hpp"

namespace stet::cli {
namespace {

struct TraceArguments {
  CommonOptions common;
  std::string what;
  std::string sentence;
};

/// How many sentences an error lists that words may have meant.
constexpr std::size_t kListed = 5;
constexpr std::size_t kListedBytes = 60;

std::optional<std::size_t> index_in(const std::string& word) {
  std::size_t index = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), index);
  return fault == std::errc() && end == word.data() + word.size() ? std::optional(index) : std::nullopt;
}

std::vector<BlamedSentence> those_with(const std::vector<BlamedSentence>& sentences, const std::string& words) {
  const std::string folded = unicode::fold_typography(words);
  std::vector<BlamedSentence> found;
  for (const BlamedSentence& sentence : sentences)
    if (unicode::fold_typography(sentence.text).find(folded) != std::string::npos) found.push_back(sentence);
  return found;
}

Error several(const std::vector<BlamedSentence>& found, const NamedVersion& named) {
  std::string list;
  for (std::size_t i = 0; i < std::min(found.size(), kListed); ++i) {
    const std::string start =
        found[i].text.size() <= kListedBytes
            ? found[i].text
            : unicode::compose(found[i].text.substr(0, found[i].text.rfind(' ', kListedBytes))) + "…";
    list += fmt::format("{}{} ('{}')", i == 0 ? "" : ", ", found[i].index, start);
  }
  return usage_error(fmt::format("{} sentences of {} have these words: give the number of one: {}{}", found.size(),
                                 label_of(named.release, named.version), list, found.size() > kListed ? ", …" : ""));
}

/// The sentence that was meant: by its number, or by words of it. Words that the version does not have (and none was
/// named) are looked for in the last version that had them.
Result<std::size_t> find_sentence(History& history, NamedVersion& named, const std::string& word) {
  if (const auto index = index_in(word)) return *index;
  for (;;) {
    const auto sentences = history.blame(named.release, named.version);
    if (!sentences) return std::unexpected(sentences.error());
    const std::vector<BlamedSentence> found = those_with(*sentences, word);
    if (found.size() == 1) return found.front().index;
    if (found.size() > 1) return std::unexpected(several(found, named));
    const auto spans = history.grep({&named.release, 1}, PhraseQuery{.text = word});
    if (!spans) return std::unexpected(spans.error());
    const bool had = !spans->front().empty() && spans->front().back().until.has_value();
    if (named.selected || !had)
      return std::unexpected(
          Error{.code = ErrorCode::NotFound,
                .message = fmt::format("no sentence of '{}' has these words{}: `stet grep` finds what "
                                       "runs over a sentence's end",
                                       named.selected ? label_of(named.release, named.version) : named.release.name,
                                       named.selected ? "" : ", in any version"),
                .place = word});
    std::size_t last = *spans->front().back().until - 1;
    while (last > 0 && named.release.versions[last].withdrawn) --last;
    named.version = named.release.versions[last];
    named.selected = true;
  }
}

std::string trace_json(const Release& release, const std::vector<Wording>& wordings) {
  std::string out;
  report::JsonWriter json(out);
  json.begin_object();
  report::write_head(json, "stet.trace");
  json.key("name").string(release.name).key("wordings").begin_array();
  for (const Wording& wording : wordings) {
    const Version& version = release.versions[wording.version];
    json.begin_object().key("version");
    report::write_version(json, version, label_of(release, version), earlier_path(release, version));
    json.key("kind").string(name_of(wording.kind)).key("text").utf8(wording.text).key("edits");
    report::write_edits(json, wording.edits);
    json.end_object();
  }
  json.end_array().end_object();
  return out += '\n';
}

std::string trace_text(const Release& release, const std::vector<Wording>& wordings, const TerminalStyle& style) {
  const report::Palette palette(style.colour);
  std::string out = text::printable(release.name) + '\n';
  for (const Wording& wording : wordings) {
    const Version& version = release.versions[wording.version];
    const std::string which = version.number ? fmt::format("@{}", *version.number) : "withdrawn";
    out += fmt::format("\n  {}  {}  {}{}\n", which, text::format_iso_date(version.published), name_of(wording.kind),
                       earlier_name_words(release, version));
    report::Flow flow;
    if (wording.edits.empty())
      flow.add(wording.kind == ChangeKind::Removed ? report::Role::Removed : report::Role::Plain, wording.text);
    else
      flow = report::marked_edits(wording.edits, palette);
    report::append_lines(out, flow, {.first = "    ", .indent = 4, .width = style.width}, palette);
  }
  return out;
}

Result<ExitStatus> run_trace(const TraceArguments& arguments, const Context& context) {
  auto opened = open_history(arguments.common, context, true);
  if (!opened) return std::unexpected(std::move(opened).error());
  auto named = find_version(*opened, arguments.what, arguments.common);
  if (!named) return std::unexpected(std::move(named).error());
  const auto sentence = find_sentence(opened->history, *named, arguments.sentence);
  if (!sentence) return std::unexpected(sentence.error());
  const auto wordings = opened->history.trace(named->release, named->version, *sentence);
  if (!wordings) return std::unexpected(wordings.error());
  warn_of(opened->history, context);
  const bool for_person = arguments.common.format == "text";
  const std::string out =
      for_person ? trace_text(named->release, *wordings, terminal_style(arguments.common, {}, context.environment))
                 : trace_json(named->release, *wordings);
  const Result<void> done = emit(out, "", for_person, context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_trace(CLI::App& program) {
  auto arguments = std::make_shared<TraceArguments>();
  CLI::App* const command = program.add_subcommand("trace", "The life of one sentence across the versions");
  command->add_option("what", arguments->what, "NAME or NAME@V; in any git repository a document's path")
      ->type_name("NAME[@V]")
      ->required();
  command->add_option("sentence", arguments->sentence, "Its number in `stet blame --format json`, or words of it")
      ->type_name("SENTENCE")
      ->required();
  add_follow_option(*command, arguments->common);
  add_history_options(*command, arguments->common, {"text", "json", "ndjson"});
  return [arguments](const Context& context) { return run_trace(*arguments, context); };
}

}  // namespace stet::cli
