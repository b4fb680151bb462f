// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/project.hpp"
#include "cli/targets.hpp"
#include "report/json_writer.hpp"
#include "segment/segmenter.hpp"
#include "stet/read.hpp"
#include "text/printable.hpp"

namespace stet::cli {
namespace {

struct SegmentArguments {
  CommonOptions common;
  std::vector<std::string> files;
};

void write_json_line(report::JsonWriter& json, const std::string& path, const Document& document) {
  json.begin_object();
  json.key("path").string(path);
  json.key("sentences").begin_array();
  for (const Sentence& sentence : document.sentences) {
    const ByteRange source = document.source_range(document.block(sentence.block), sentence.text);
    json.begin_object();
    json.key("start").number(source.begin).key("end").number(source.end).key("text").utf8(document.text(sentence));
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

std::string_view kind_name(BlockKind kind) {
  switch (kind) {
    case BlockKind::Heading:
      return "heading";
    case BlockKind::Paragraph:
      return "paragraph";
    case BlockKind::ListItem:
      return "list item";
    case BlockKind::Quotation:
      return "quotation";
    case BlockKind::TableCell:
      return "table cell";
    case BlockKind::Caption:
      return "caption";
    case BlockKind::Code:
      return "code";
  }
  return "";
}

/// Rules that set, moved or dropped a boundary inside a block.
std::string explained(const Document& document, BlockIndex index, const SegmentOptions& options) {
  segment::Segmenter segmenter(segment::language_of(options.language, document, document), options.unit, options.words);
  std::vector<segment::RuleTrace> traces;
  const std::string_view text = document.text(document.block(index));
  static_cast<void>(segmenter.sentences(text, &traces));
  std::string lines;
  constexpr std::size_t kAround = 24;
  for (const segment::RuleTrace& trace : traces) {
    std::size_t begin = trace.position > kAround ? trace.position - kAround : 0;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    std::size_t end = std::min(text.size(), trace.position + kAround);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    lines += fmt::format("      {} by {}: …{} ¦ {}…\n", trace.action, trace.rule,
                         text::printable(text.substr(begin, trace.position - begin)),
                         text::printable(text.substr(trace.position, end - trace.position)));
  }
  return lines;
}

/// A line for each block, one for each of its sentences.
std::string as_text(const std::string& path, const Document& document, const SegmentArguments& arguments,
                    const SegmentOptions& options) {
  std::string out = fmt::format("{}\n", text::printable(path));
  for (const MetadataEntry& entry : document.metadata)
    out += fmt::format("  {}: {}\n", text::printable(entry.key), text::printable(entry.value));
  std::size_t next = 0;
  for (std::uint32_t block = 0; block < document.blocks.size(); ++block) {
    out += fmt::format("  {}, line {}\n", kind_name(document.blocks[block].kind), document.blocks[block].line);
    for (; next < document.sentences.size() && document.sentences[next].block == BlockIndex{block}; ++next)
      out += fmt::format("    {}\n", text::printable(document.text(document.sentences[next])));
    if (arguments.common.explain) out += explained(document, BlockIndex{block}, options);
  }
  return out;
}

Result<ExitStatus> run_segment(const SegmentArguments& arguments, const Context& context) {
  const Result<Settings> settings = named_settings(arguments.common);
  if (!settings) return std::unexpected(settings.error());
  const SegmentOptions options = diff_options(arguments.common, *settings).segment;
  std::string out;
  report::JsonWriter json(out);
  std::vector<std::string> files = arguments.files;
  files.insert(files.end(), context.paths.begin(), context.paths.end());
  for (const std::string& path : files) {
    const Result<Source> source = open_source(path, arguments.common, context.streams.in);
    if (!source) return std::unexpected(source.error());
    Result<Document> document = read_document(*source);
    if (!document) return std::unexpected(std::move(document).error());
    const Result<void> segmented = segment_document(*document, options);
    if (!segmented) return std::unexpected(segmented.error());
    warn_of(*document, context.streams);
    if (arguments.common.format == "text") {
      out += as_text(path, *document, arguments, options);
    } else {
      write_json_line(json, path, *document);
      out += '\n';
    }
  }
  const Result<void> done = emit(out, "", arguments.common.format == "text", context.streams, context.environment);
  if (!done) return std::unexpected(done.error());
  return ExitStatus::Fine;
}

}  // namespace

Action add_segment(CLI::App& program) {
  auto arguments = std::make_shared<SegmentArguments>();
  CLI::App* const command = program.add_subcommand("segment", "The sentences of texts, as stet sees them");
  command->add_option("files", arguments->files, "Texts; - is standard input")->type_name("FILE…");
  add_format_options(*command, arguments->common, {"text", "json"});
  command->add_option("--lang", arguments->common.language, "Language of the texts, such as en or pt-BR")
      ->type_name("TAG");
  command->add_option("--type", arguments->common.type, "Read the texts as this, whatever their names say")
      ->check(CLI::IsMember({"text", "markdown"}))
      ->type_name("TYPE");
  command->add_option("--segment", arguments->common.segment, "What is a unit: sentence, line, paragraph")
      ->check(CLI::IsMember({"sentence", "line", "paragraph"}))
      ->type_name("UNIT");
  add_config_option(*command, arguments->common);
  command->add_flag("--explain", arguments->common.explain, "Say which rules set, moved and dropped boundaries");
  return [arguments](const Context& context) -> Result<ExitStatus> {
    if (arguments->files.empty() && context.paths.empty())
      return std::unexpected(Error{.code = ErrorCode::InvalidInput,
                                   .message = "no file given: `stet segment FILE…`, - for standard input",
                                   .place = ""});
    return run_segment(*arguments, context);
  };
}

}  // namespace stet::cli
