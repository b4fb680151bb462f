// SPDX-License-Identifier: Apache-2.0
#include "read/block_text.hpp"

#include <utility>

#include "read/scan.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::read {
namespace {

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
constexpr std::string_view kMailScheme = "mailto:";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Most paragraphs and most wrapped lines are longer.
constexpr std::size_t kBytesOfBlock = 192;
constexpr std::size_t kBytesOfRun = 64;

}  // namespace

void make_room(Document& document, std::size_t bytes) {
  document.blocks.reserve(bytes / kBytesOfBlock + 1);
  document.runs.reserve(bytes / kBytesOfRun + 1);
  // What is wrapped is put together there; in a small text that is little, and soon copied where it is not.
  constexpr std::size_t kSmallText = std::size_t{256} * 1024;
  document.buffer.reserve(bytes < kSmallText ? bytes / 4 : bytes);
}

bool is_invisible(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const unicode::CodePoint code = unicode::code_point_at(text, position);
    if (!unicode::is_space(code.code) && !unicode::is_ignorable(code.code) && !unicode::is_joiner(code.code))
      return false;
    position += code.size;
  }
  return true;
}

void BlockText::start() {
  begin_ = document_.buffer.size();
  first_run_ = document_.runs.size();
  first_line_ = 1;
  continues_at_ = kNowhere;
  wrap_next_ = false;
  space_.reset();
  links_.clear();
  link_open_ = false;
}

void BlockText::add(std::size_t begin, std::size_t end, std::size_t line) {
  const std::string_view bytes = document_.source.bytes();
  while (begin < end) {
    if (is_blank(bytes[begin])) {
      add_space(begin, false, line);
      while (begin < end && is_blank(bytes[begin])) ++begin;
      continue;
    }
    if (bytes[begin] == '\0') {
      add_whole(begin, begin + 1, kReplacement, line);
      ++begin;
      continue;
    }
    std::size_t stop = next_special(bytes, begin + 1, end);
    // Another control character is text like any other.
    while (stop < end && !is_blank(bytes[stop]) && bytes[stop] != '\0') stop = next_special(bytes, stop + 1, end);
    // A single space at the end may turn out to be more than one.
    if (bytes[stop - 1] == ' ') --stop;
    append(begin, stop, line);
    begin = stop;
  }
}

void BlockText::append(std::size_t begin, std::size_t end, std::size_t line) {
  const std::string_view bytes = document_.source.bytes();
  flush_space(unicode::code_point_at(bytes, begin).code, begin);
  mark_link_begin();
  append_in_step(begin, end, line);
}

void BlockText::add_verbatim(std::size_t begin, std::size_t end, std::size_t line) {
  const std::string_view bytes = document_.source.bytes();
  while (begin < end) {
    const std::size_t nul = std::min(bytes.substr(0, end).find('\0', begin), end);
    if (nul > begin) {
      append_in_step(begin, nul, line);
    }
    if (nul < end) add_whole(nul, nul + 1, kReplacement, line);
    begin = std::min(nul + 1, end);
  }
}

void BlockText::add_line_end(std::size_t begin, std::size_t end, std::size_t line) {
  if (end - begin == 1 && document_.source.bytes()[begin] == '\n') {
    add_verbatim(begin, end, line);
  } else {
    append_whole(begin, line, end, line + 1, "\n");
  }
  wrap_next_ = true;
}

void BlockText::add_whole(std::size_t begin, std::size_t end, std::string_view utf8, std::size_t line) {
  flush_space(unicode::code_point_at(utf8, 0).code, begin);
  mark_link_begin();
  append_whole(begin, line, end, line, utf8);
}

void BlockText::append_in_step(std::size_t begin, std::size_t end, std::size_t line) {
  if (continues_at_ != begin || wrap_next_) begin_run(begin, line, std::exchange(wrap_next_, false), false);
  document_.buffer.append(document_.source.bytes().substr(begin, end - begin));
  continues_at_ = end;
}

void BlockText::append_whole(std::size_t begin, std::size_t begin_line, std::size_t end, std::size_t end_line,
                             std::string_view utf8) {
  begin_run(begin, begin_line, std::exchange(wrap_next_, false), true);
  document_.buffer.append(utf8);
  begin_run(end, end_line, false, false);
  continues_at_ = end;
}

void BlockText::add_space(std::size_t source, bool wrap, std::size_t line) {
  if (empty()) return;
  if (!space_) space_ = Space{source, line, false};
  space_->wrap = space_->wrap || wrap;
}

void BlockText::flush_space(char32_t next, std::size_t source) {
  if (!space_) return;
  const Space space = *std::exchange(space_, std::nullopt);
  wrap_next_ = wrap_next_ || space.wrap;
  const char32_t last = unicode::code_point_before(text(), size()).code;
  if (space.wrap && unicode::is_unspaced_script(last) && unicode::is_unspaced_script(next)) return;
  // After a wrap a run begins anyway; a tab needs one, lest the block be taken for a slice.
  const bool stands_for_itself = space.wrap || document_.source.bytes()[space.source] == ' ';
  const bool in_step = stands_for_itself && space.source == continues_at_ && source == space.source + 1;
  if (in_step) {
    continues_at_ = source;
  } else {
    // The wrap stands before what follows the space.
    begin_run(space.source, space.line, false, true);
    continues_at_ = kNowhere;
  }
  document_.buffer.push_back(' ');
}

void BlockText::begin_run(std::size_t source, std::size_t line, bool wrap, bool whole) {
  if (document_.runs.size() == first_run_) {
    first_line_ = line;
    // The block's first line continues nothing.
    wrap = false;
  }
  SourceRun run;
  run.source = static_cast<std::uint32_t>(source);
  run.text = static_cast<std::uint32_t>(size());
  run.wrap = wrap;
  run.whole = whole;
  run.line = static_cast<std::uint32_t>(line - first_line_) & 0x3FFFFFFFU;
  document_.runs.push_back(run);
}

void BlockText::open_link(std::string target) {
  links_.push_back({{}, std::move(target)});
  link_open_ = true;
  link_begun_ = false;
}

void BlockText::mark_link_begin() {
  if (!link_open_ || link_begun_) return;
  links_.back().text.begin = static_cast<std::uint32_t>(size());
  link_begun_ = true;
}

void BlockText::close_link() {
  if (!link_open_) return;
  link_open_ = false;
  Link& link = links_.back();
  if (!link_begun_) link.text.begin = static_cast<std::uint32_t>(size());
  link.text.end = static_cast<std::uint32_t>(size());
  const std::string_view target = link.target;
  const std::string_view shown = text().substr(link.text.begin, link.text.size());
  if (target == shown || (target.starts_with(kMailScheme) && target.substr(kMailScheme.size()) == shown))
    links_.pop_back();
}

std::optional<Block> BlockText::finish() {
  close_link();
  if (is_invisible(text())) {
    document_.buffer.resize(begin_);
    document_.runs.resize(first_run_);
    start();
    return std::nullopt;
  }
  Block block;
  block.owned = true;
  block.slice = {begin_, document_.buffer.size()};
  block.first_run = static_cast<std::uint32_t>(first_run_);
  block.run_count = static_cast<std::uint32_t>(document_.runs.size() - first_run_);
  block.source = {document_.runs[first_run_].source, continues_at_};
  block.line = static_cast<std::uint32_t>(first_line_);
  block.links = std::exchange(links_, {});
  drop_buffer_of_slice(block);
  start();
  return block;
}

void BlockText::drop_buffer_of_slice(Block& block) {
  if (block.run_count != 1) return;
  block.owned = false;
  block.slice = block.source;
  block.first_run = 0;
  block.run_count = 0;
  document_.buffer.resize(begin_);
  document_.runs.resize(first_run_);
}

}  // namespace stet::read
