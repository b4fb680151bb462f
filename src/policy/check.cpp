// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "policy/messages.hpp"
#include "policy/phrases.hpp"
#include "report/shown.hpp"
#include "stet/policy.hpp"
#include "text/iso_time.hpp"

namespace stet {
namespace {

constexpr Timestamp kDay = 24 * 60 * 60;

bool is_named(const std::vector<std::string>& globs, const std::string& path) {
  return !path.empty() && std::ranges::any_of(globs, [&](const std::string& glob) { return glob_matches(glob, path); });
}

bool breaks(Rule rule, const Change& change) {
  if (rule == Rule::SilentChange) return change.severity == Severity::Substantive;
  if (rule == Rule::Removed) return change.kind == ChangeKind::Removed;
  const auto category = policy::category_of(rule);
  return category && std::ranges::any_of(change.edits, [&](const Edit& edit) {
           return edit.categories.contains(*category) && policy::is_substantive(edit);
         });
}

/// The findings of one document.
class DocumentCheck {
 public:
  DocumentCheck(const Policy& policy, const DocumentReport& report, const DocumentHistory& history,
                std::size_t position)
      : policy_(policy), report_(report), history_(history), position_(position) {}

  Result<std::vector<Finding>> findings() {
    // A new document was not published before, so nothing of it changed.
    if (was_published() && !history_.has_note && !has_new_correction(report_.diff)) check_facts();
    if (history_.is_published) {
      if (auto kept = check_keep(); !kept) return std::unexpected(std::move(kept).error());
      if (auto avoided = check_avoid(); !avoided) return std::unexpected(std::move(avoided).error());
    }
    std::ranges::stable_sort(
        findings_, {}, [](const Finding& finding) { return finding.change ? *finding.change + 1 : std::size_t{0}; });
    return std::move(findings_);
  }

 private:
  [[nodiscard]] const DocumentDiff& diff() const { return report_.diff; }
  [[nodiscard]] bool is_published(const std::string& path) const {
    return !path.empty() && (policy_.paths.empty() || is_named(policy_.paths, path));
  }
  [[nodiscard]] bool was_published() const { return history_.is_published && is_published(report_.before.path); }

  Finding& add(Rule rule, RuleLevel level, std::size_t line, policy::Message message) {
    Finding finding;
    finding.rule = rule;
    finding.level = level;
    finding.path = report_.after.path.empty() ? report_.before.path : report_.after.path;
    finding.line = line;
    finding.brief = std::move(message.brief);
    finding.message = std::move(message.message);
    finding.document = position_;
    findings_.push_back(std::move(finding));
    return findings_.back();
  }

  void check_facts() {
    const RuleLevel silent = policy_.levels[static_cast<std::size_t>(Rule::SilentChange)];
    for (const MetadataChange& change : diff().metadata)
      if (silent != RuleLevel::Off && change.severity == Severity::Substantive)
        add(Rule::SilentChange, silent, 1, policy::metadata_message(change));
    const report::Shown shown = report::shown_changes(diff(), {});
    for (std::size_t i = 0; i < diff().changes.size(); ++i) {
      const Change& change = diff().changes[i];
      if (change.kind == ChangeKind::Unchanged) continue;
      for (std::size_t rule = 0; rule < kLevelledRules; ++rule) {
        if (policy_.levels[rule] == RuleLevel::Off || !breaks(static_cast<Rule>(rule), change)) continue;
        const std::size_t line = change.after.empty() ? shown.before.of(change.before.front()).line
                                                      : shown.after.of(change.after.front()).line;
        add(static_cast<Rule>(rule), policy_.levels[rule], line,
            policy::change_message(static_cast<Rule>(rule), diff(), change))
            .change = i;
      }
    }
  }

  [[nodiscard]] bool holds_for(const PhraseRule& rule, const std::string& path) const {
    if (rule.level == RuleLevel::Off || path.empty()) return false;
    return rule.paths.empty() ? is_published(path) : is_named(rule.paths, path);
  }

  Result<void> check_keep() {
    for (const PhraseRule& rule : policy_.keep) {
      if (!holds_for(rule, report_.before.path)) continue;
      const auto lost = policy::lost_phrase(rule.phrase, diff());
      if (!lost) return std::unexpected(lost.error());
      if (*lost) add(Rule::Keep, rule.level, (*lost)->line, policy::keep_message(rule)).change = (*lost)->change;
    }
    return {};
  }

  Result<void> check_avoid() {
    for (const PhraseRule& rule : policy_.avoid) {
      if (!holds_for(rule, report_.after.path)) continue;
      const auto hits = policy::new_phrases(rule.phrase, diff());
      if (!hits) return std::unexpected(hits.error());
      for (const policy::PhraseHit& hit : *hits)
        add(Rule::Avoid, rule.level, hit.line, policy::avoid_message(rule, diff(), diff().changes[*hit.change]))
            .change = hit.change;
    }
    return {};
  }

  const Policy& policy_;
  const DocumentReport& report_;
  const DocumentHistory& history_;
  std::size_t position_;
  std::vector<Finding> findings_;
};

bool has_expired(const Waiver& waiver, Timestamp now) { return waiver.expires && now >= *waiver.expires + kDay; }

void waive(std::vector<Finding>& findings, const Policy& policy, Timestamp now) {
  for (Finding& finding : findings) {
    const auto covering = std::ranges::find_if(policy.waivers, [&](const Waiver& waiver) {
      return waiver.rule == finding.rule && !has_expired(waiver, now) && glob_matches(waiver.path, finding.path);
    });
    if (covering == policy.waivers.end()) continue;
    const std::string expires = covering->expires ? text::format_iso_date(*covering->expires) : std::string();
    finding.waived = Waived{covering->reason, expires};
  }
  for (const Waiver& waiver : policy.waivers) {
    if (!has_expired(waiver, now)) continue;
    Finding finding;
    finding.rule = Rule::Waiver;
    finding.level = RuleLevel::Warning;
    finding.path = policy.place;
    finding.line = waiver.line;
    finding.brief = policy::expired_message(waiver).brief;
    finding.message = finding.brief;
    findings.push_back(std::move(finding));
  }
}

}  // namespace

Result<std::vector<Finding>> check(const Policy& policy, const Report& report,
                                   const std::vector<DocumentHistory>& history, Timestamp now) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    auto found = DocumentCheck(policy, report.documents[i], history[i], i).findings();
    if (!found) return std::unexpected(std::move(found).error());
    std::ranges::move(*found, std::back_inserter(findings));
  }
  waive(findings, policy, now);
  return findings;
}

bool has_error(const std::vector<Finding>& findings) {
  return std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.counts() && finding.level == RuleLevel::Error; });
}

}  // namespace stet
