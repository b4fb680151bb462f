// SPDX-License-Identifier: Apache-2.0
//
// Idea: policies that were HTML are often one list with a chapter an item, headings and paragraphs inside. Read in one
// go, a word that changes has all of it parsed again. But a line of prose after a blank one, indented as the item's
// text is, begins a block there and ends every list inside the item. Where no line is indented so far that it might be
// code, the blocks of an item are what they are at the margin, so they are parsed there: md4c then has no list open in
// which it could count empty lines wrongly (markdown_window.cpp).
//
//   1. Terms␤␤   We ask.␤␤   - You pay.␤␤   We act.␤␤2. End␤
//   ItemBegin "1. Terms␤␤", InItem "   We ask.␤␤   - You pay.␤␤", InItem "   We act.␤␤", ItemBegin "2. End␤"
//
// Lines are followed as CommonMark has it, by the columns at which the texts of the open items begin. A line of which
// this cannot say what it is (a tab, a quotation, code, a line of a paragraph that stands left of its item) leaves the
// part whole. A piece that has lists itself is parsed with so many bytes of the blank line before it that nothing
// stands where md4c would go wrong; where that cannot be, the part is left whole too. Cost: a look at each line's
// beginning.
#include "read/list_pieces.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "read/line_beginning.hpp"

namespace stet::read {
namespace {

constexpr std::size_t kCodeIndent = 4;
constexpr std::size_t kMostDigits = 9;

/// What an item of a list begins with: "*   " or "12. ".
struct Marker {
  char sign = 0;             ///< The bullet, or what closes the number.
  std::uint32_t number = 0;  ///< Of an ordered list.
  std::size_t end = 0;       ///< Of the sign, in bytes of the line.
  std::size_t text = 0;      ///< Where the item's text begins.
};

bool is_ordered(const Marker& marker) { return marker.sign == '.' || marker.sign == ')'; }

/// The marker that a line without its indentation begins with; nothing where it begins with none.
std::optional<Marker> marker_of(std::string_view line) {
  if (line.front() > '9') return std::nullopt;  // most lines
  Marker marker;
  std::size_t at = 0;
  for (; at < line.size() && at < kMostDigits && line[at] >= '0' && line[at] <= '9'; ++at)
    marker.number = marker.number * 10 + static_cast<std::uint32_t>(line[at] - '0');
  if (at == line.size()) return std::nullopt;
  marker.sign = line[at];
  if (at > 0 ? !is_ordered(marker) : !std::string_view("-+*").contains(marker.sign)) return std::nullopt;
  marker.end = at + 1;
  if (marker.end < line.size() && line[marker.end] != ' ' && line[marker.end] != '\t') return std::nullopt;
  marker.text = std::min(line.find_first_not_of(' ', marker.end), line.size());
  return marker;
}

/// Whether a line with that marker is an item with text, and nothing else in one that has to be followed.
bool is_simple(const Marker& marker, std::string_view line) {
  const std::string_view text = line.substr(marker.text);
  const bool is_code = marker.text - marker.end > kCodeIndent;
  const bool is_break = std::ranges::all_of(text, [&](char byte) { return byte == marker.sign || byte == ' '; });
  return !is_code && !is_break && text.front() != '\t' && text.front() != '>' && !marker_of(text);
}

class ListFollower {
 public:
  /// False where the part has to be parsed in one go.
  bool run(std::string_view part) {
    const bool has_returns = part.contains('\r');
    for (std::size_t begin = 0; begin < part.size(); ++line_number_) {
      const std::size_t end = std::min(part.find('\n', begin), part.size());
      std::string_view line = part.substr(begin, end - begin);
      line_ = begin;
      begin = end + 1;
      if (has_returns) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.contains('\r')) return false;
      }
      indent_ = 0;
      while (indent_ < line.size() && line[indent_] == ' ') ++indent_;
      line.remove_prefix(indent_);
      if (line.empty() || (line.front() == '\t' && line.find_first_not_of(" \t") == std::string_view::npos)) {
        after_blank_ = true;
        in_html_ = false;
        continue;
      }
      if (!follow(line)) return false;
      after_blank_ = false;
    }
    return set_lead() && std::ranges::find(pieces_, ListPiece::Place::InItem, &ListPiece::place) != pieces_.end();
  }

  std::vector<ListPiece> pieces() && { return std::move(pieces_); }

 private:
  // Of one line each, without its indentation. False where it cannot be said what the line is.

  bool follow(std::string_view line) {
    const auto marker = marker_of(line);
    if (marker && !is_simple(*marker, line)) return false;
    if (!(columns_.empty() ? outside(marker) : inside(marker, line.front()))) return false;
    std::size_t text = marker ? marker->text : 0;
    in_html_ = in_html_ || line[text] == '<';
    after_prose_ = is_prose(line[text]);
    if (line[text] == '#') text = std::min(line.find_first_not_of("# ", text), line.size());
    const std::size_t begin = line_ + indent_;
    note_place(begin + text);
    if (in_html_) {
      note_place(begin + line.size());
      note_place(begin + line.find_last_not_of(" \t") + 1);
    }
    return true;
  }

  bool outside(const std::optional<Marker>& marker) {
    if (!marker || indent_ >= kCodeIndent) return true;
    return after_blank_ && indent_ == 0 && begin_item(*marker, marker->number);
  }

  bool inside(const std::optional<Marker>& marker, char first) {
    if (first == '>' || first == '\t') return false;
    if (indent_ == 0 && marker) {
      const bool same_list = marker->sign == sign_;
      return (same_list || after_blank_) && begin_item(*marker, same_list ? number_ + 1 : marker->number);
    }
    if (indent_ < columns_.front()) {
      if (!after_blank_ || marker || indent_ >= kCodeIndent) return false;
      columns_.clear();
      return begin_piece(ListPiece::Place::Outside);
    }
    return marker ? inner_item(*marker) : inner_text(first);
  }

  bool begin_item(const Marker& marker, std::uint32_t number) {
    sign_ = marker.sign;
    number_ = is_ordered(marker) ? number : 0;
    columns_.assign(1, marker.text);
    if (!after_blank_ && pieces_.back().place != ListPiece::Place::InItem) return true;
    return begin_piece(ListPiece::Place::ItemBegin);
  }

  bool inner_item(const Marker& marker) {
    const std::size_t open = columns_.size();
    close_items();
    if (indent_ - columns_.back() >= kCodeIndent || in_html_) return false;
    // A number but 1 would be text if it interrupts a paragraph.
    if (!after_blank_ && is_ordered(marker) && marker.number != 1 && columns_.size() == open) return false;
    columns_.push_back(indent_ + marker.text);
    pieces_.back().has_lists = true;
    return true;
  }

  bool inner_text(char first) {
    if (!after_blank_) {
      const bool far = indent_ - columns_.back() >= kCodeIndent;
      return indent_ >= columns_.back() && (!far || (after_prose_ && is_prose(first)));
    }
    close_items();
    if (indent_ - columns_.back() >= kCodeIndent) return false;
    return columns_.size() > 1 || !begins_block(first) || begin_piece(ListPiece::Place::InItem);
  }

  /// Closes the inner items that a line is not indented enough for.
  void close_items() {
    while (columns_.size() > 1 && columns_.back() > indent_) columns_.pop_back();
  }

  /// False where the last piece cannot be parsed alone.
  bool begin_piece(ListPiece::Place place) {
    if (!set_lead()) return false;
    if (pieces_.back().begin == line_) pieces_.pop_back();
    pieces_.push_back({.begin = line_, .line = line_number_, .place = place, .number = number_});
    most_lead_ = std::min(line_, after_blank_ ? kMostLead : 1);
    return true;
  }

  /// Says how the last piece is to be parsed. False where there is no right way.
  bool set_lead() {
    ListPiece& piece = pieces_.back();
    std::size_t lead = 0;
    if (piece.has_lists || piece.place == ListPiece::Place::ItemBegin)
      while (lead <= most_lead_ && wrong_leads_[lead]) ++lead;
    piece.lead = lead;
    wrong_leads_ = {};
    return lead <= most_lead_;
  }

  /// Notes that md4c may look at this byte of the part.
  void note_place(std::size_t byte) {
    const std::size_t place = (byte - pieces_.back().begin) % kPlaces;
    if (place <= kListItem && place + kMostLead >= kListItem) wrong_leads_[kListItem - place] = true;
  }

  /// md4c looks at the low byte of where a line's text begins, or of where one of raw HTML ends, as if it were a kind
  /// of block, and this is a list item's.
  static constexpr std::size_t kPlaces = 256;
  static constexpr std::size_t kListItem = 4;
  static constexpr std::size_t kMostLead = 2;

  std::vector<ListPiece> pieces_ = std::vector<ListPiece>(1);
  std::array<bool, kMostLead + 1> wrong_leads_{};  ///< For the last piece,
  std::size_t most_lead_ = 0;         ///< before which there are so many bytes of a line end or blank line.
  std::vector<std::size_t> columns_;  ///< At which the texts of the open items begin.
  char sign_ = 0;                     ///< Of the list at the margin,
  std::uint32_t number_ = 0;          ///< and of its last item.
  bool after_blank_ = true;
  bool after_prose_ = false;  ///< The line before begins as one of a paragraph.
  bool in_html_ = false;      ///< A line since the last blank one may begin raw HTML, in which there are no lists.
  std::size_t line_ = 0;      ///< Where the line begins,
  std::size_t line_number_ = 0;
  std::size_t indent_ = 0;  ///< and the spaces before its text.
};

}  // namespace

std::vector<ListPiece> list_pieces(std::string_view part) {
  if (!part.contains("\n ")) return {};  // Nothing stands in an item.
  ListFollower follower;
  if (!follower.run(part)) return {};
  return std::move(follower).pieces();
}

}  // namespace stet::read
