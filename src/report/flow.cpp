// SPDX-License-Identifier: Apache-2.0
#include "report/flow.hpp"

#include <algorithm>

#include "report/width.hpp"
#include "text/printable.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

// Breaking lines.
//
// Clusters come one after the other, whatever piece they are in, and collect in a word until a place comes where a line
// may break. Then the word goes on the line if there is room, and on the next one if not. The spaces after a word wait
// for the next one: at the end of a line they are dropped.
namespace stet::report {
namespace {

/// On a terminal so narrow that the indentation leaves less, lines are longer than the terminal.
constexpr std::size_t kLeastRoom = 10;

/// Bytes of one piece after another, and the columns that they take.
class Runs {
 public:
  struct Run {
    std::size_t piece;
    std::size_t begin;
    std::size_t end;
  };

  void add(std::size_t piece, std::size_t begin, const Cluster& cluster) {
    if (!runs_.empty() && runs_.back().piece == piece && runs_.back().end == begin)
      runs_.back().end += cluster.size;
    else
      runs_.push_back({piece, begin, begin + cluster.size});
    columns_ += cluster.columns;
  }
  void add(const Runs& others) {
    runs_.insert(runs_.end(), others.runs_.begin(), others.runs_.end());
    columns_ += others.columns_;
  }
  void clear() {
    runs_.clear();
    columns_ = 0;
  }
  [[nodiscard]] bool empty() const { return runs_.empty(); }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] const std::vector<Run>& list() const { return runs_; }

 private:
  std::vector<Run> runs_;
  std::size_t columns_ = 0;
};

/// Whether a line may break between two characters neither of which is a space.
bool breaks_between(char32_t left, char32_t right) {
  if (left < 0x80 && right < 0x80) return false;
  if (!unicode::is_han_or_kana(left) && !unicode::is_han_or_kana(right)) return false;
  // Kinsoku, the least of it: nothing closing begins a line, and nothing opening ends one.
  if (unicode::is_punctuation(right) && !unicode::is_opening_quote(right)) return false;
  return !unicode::is_opening_quote(left);
}

bool is_breaking_space(char32_t code) { return code == ' ' || code == 0x3000; }

class LineBreaker {
 public:
  LineBreaker(std::string& out, const Flow& flow, const Layout& layout, const Palette& palette)
      : out_(out), flow_(flow), layout_(layout), palette_(palette) {
    const std::size_t left = layout.width - std::min(layout.width, layout.indent);
    room_ = layout.width == 0 ? 0 : std::max(left, kLeastRoom);
  }

  void run() {
    write(layout_.first_role, layout_.first);
    if (write_endless()) return;
    for (std::size_t piece = 0; piece < flow_.pieces().size(); ++piece) take(piece);
    end_word();
    switch_to(Role::Plain);
    out_ += '\n';
  }

 private:
  /// On a line without end nothing breaks, and only spaces at its end are dropped: where there are none all pieces are
  /// written as they are. False where there may be.
  bool write_endless() {
    if (room_ != 0 || flow_.pieces().empty()) return false;
    const std::string& last = flow_.pieces().back().text;
    if (last.empty() || last.back() <= ' ' || last.back() > '~') return false;
    for (const Flow::Piece& piece : flow_.pieces()) write(piece.role, piece.text);
    switch_to(Role::Plain);
    out_ += '\n';
    return true;
  }

  void take(std::size_t index) {
    const Flow::Piece& piece = flow_.pieces()[index];
    if (piece.glue != Flow::Glue::None) return take_sign(index);
    for (std::size_t i = 0; i < piece.text.size();) {
      const Cluster cluster = cluster_at(piece.text, i);
      const char32_t code = unicode::code_point_at(piece.text, i).code;
      if (is_breaking_space(code) && !held_) {
        spaces_.add(index, i, cluster);
      } else {
        if (!held_ && (open_ || !spaces_.empty() || breaks_between(previous_, code))) end_word();
        append(index, i, cluster);
        open_ = false;
        held_ = false;
      }
      previous_ = code;
      i += cluster.size;
    }
  }

  /// A sign beside the words of an edit: nothing comes between it and the word that it holds on to.
  void take_sign(std::size_t index) {
    const Flow::Piece& piece = flow_.pieces()[index];
    const Cluster whole{piece.text.size(), columns_of(piece.text)};
    if (piece.glue == Flow::Glue::ToNext) {
      if (open_ || !spaces_.empty() || unicode::is_han_or_kana(previous_)) end_word();
      open_ = false;
      held_ = true;
    } else {
      // The spaces inside "[-word -]" stay, and the line may break after the sign instead.
      open_ = open_ || !spaces_.empty();
      word_.add(spaces_);
      spaces_.clear();
      held_ = false;
    }
    append(index, 0, whole);
  }

  /// A word that no line has room for is broken where the line is full.
  void append(std::size_t piece, std::size_t begin, const Cluster& cluster) {
    if (room_ != 0 && word_.columns() + cluster.columns > room_) end_word();
    word_.add(piece, begin, cluster);
  }

  void end_word() {
    if (!word_.empty()) {
      if (room_ != 0 && column_ != 0 && column_ + waiting_.columns() + word_.columns() > room_)
        break_line();
      else
        write(waiting_);
      write(word_);
      waiting_ = spaces_;
    } else {
      waiting_.add(spaces_);
    }
    word_.clear();
    spaces_.clear();
  }

  void break_line() {
    switch_to(Role::Plain);
    out_ += '\n';
    out_.append(layout_.indent, ' ');
    column_ = 0;
  }

  void write(const Runs& runs) {
    for (const Runs::Run& run : runs.list()) {
      const Flow::Piece& piece = flow_.pieces()[run.piece];
      write(piece.role, std::string_view(piece.text).substr(run.begin, run.end - run.begin));
    }
    column_ += runs.columns();
  }

  void write(Role role, std::string_view text) {
    switch_to(role);
    out_ += text;
  }

  void switch_to(Role role) {
    if (role == role_) return;
    out_ += palette_.off(role_);
    out_ += palette_.on(role);
    role_ = role;
  }

  std::string& out_;
  const Flow& flow_;
  const Layout& layout_;
  const Palette& palette_;
  std::size_t room_ = 0;     ///< Columns of a line behind the indentation; 0: endless.
  std::size_t column_ = 0;   ///< Used of them.
  Runs waiting_;             ///< Spaces after what is on the line.
  Runs word_;                ///< What cannot be broken, so far.
  Runs spaces_;              ///< Spaces after it.
  char32_t previous_ = 0;    ///< The character before.
  bool open_ = false;        ///< A line may break here: spaces stood inside a closing sign.
  bool held_ = false;        ///< An opening sign holds on to what comes next.
  Role role_ = Role::Plain;  ///< Switched on at the moment.
};

}  // namespace

Flow& Flow::add(Role role, std::string_view text) {
  if (!text.empty()) pieces_.push_back({role, Glue::None, text::printable(text)});
  return *this;
}

Flow& Flow::add_marked(Role role, std::string_view text, const Palette& palette) {
  const Marks marks = palette.marks(role);
  if (!marks.open.empty()) pieces_.push_back({role, Glue::ToNext, std::string(marks.open)});
  add(role, text);
  if (!marks.close.empty()) pieces_.push_back({role, Glue::ToPrevious, std::string(marks.close)});
  return *this;
}

void append_lines(std::string& out, const Flow& flow, const Layout& layout, const Palette& palette) {
  LineBreaker(out, flow, layout, palette).run();
}

}  // namespace stet::report
