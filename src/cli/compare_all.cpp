// SPDX-License-Identifier: Apache-2.0
#include "cli/compare_all.hpp"

#include "cli/output.hpp"
#include "compare.hpp"

namespace stet::cli {

Result<Report> compare_all(std::vector<Pair> pairs, const DiffOptions& options, const Context& context) {
  Report report;
  Shared shared(options.segment, pairs.size() > 1);
  for (Pair& pair : pairs) {
    const Error* failed = !pair.before ? &pair.before.error() : !pair.after ? &pair.after.error() : nullptr;
    Result<Comparison> compared =
        failed != nullptr ? std::unexpected(*failed) : compare_sources(*pair.before, *pair.after, options, shared);
    if (!compared) {
      if (pair.named) return std::unexpected(std::move(compared).error());
      report.not_read.push_back({.path = pair.name, .reason = compared.error().message});
      continue;
    }
    warn_of(compared->diff.before, context.streams);
    warn_of(compared->diff.after, context.streams);
    report.documents.push_back({.name = std::move(pair.name),
                                .before = std::move(pair.before_side),
                                .after = std::move(pair.after_side),
                                .diff = std::move(compared->diff),
                                .renamed_from = std::move(pair.renamed_from)});
  }
  return report;
}

}  // namespace stet::cli
