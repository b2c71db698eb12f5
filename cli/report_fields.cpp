#include "output.h"
#include "report_page.h"
#include "report_words.h"
#include "svg.h"
#include "words.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <skillmatch/text.h>

namespace skillmatch::cli {
namespace {

constexpr double kMapHeight = 420.0;
constexpr double kMapLeft = 60.0;
constexpr double kMapRight = 640.0;  // names go on behind it
constexpr double kMapTop = 30.0;
constexpr double kMapBottom = 360.0;
constexpr double kLabelHeight = 17.0;
constexpr std::size_t kMostSpots = 12;  // beyond that, names have no room beside each other

// A field on the map: how contested it is and how well it fits, now and after the plan.
struct Spot {
  std::string name;
  double competition;  // in [0, 1] from left to right
  double fit;
  double reachable;
  std::size_t companies;
};

// Rivals for each company where there is a pool; elsewhere what the catalog says of the field, and
// a field of which it says nothing is not on the map.
std::vector<Spot> spots_of(const FieldsView& view) {
  std::vector<Spot> spots;
  double most = 0.0;
  const auto rivals = [&](std::size_t f) {
    return static_cast<double>(view.pool->competition.fields[f].count) /
           static_cast<double>(view.fits[f].companies);
  };
  for (std::size_t f = 0; f < view.fits.size(); ++f) {
    if (view.pool && view.fits[f].fit) most = std::max(most, rivals(f));
  }
  for (std::size_t f = 0; f < view.fits.size(); ++f) {
    const FieldFit& fit = view.fits[f];
    if (!fit.fit) continue;
    const Field& field = view.scorer.catalog().fields()[f];
    if (!view.pool && field.competition.empty()) continue;
    double competition = field.competition == "crowded" ? 1.0 : 0.0;
    if (view.pool) competition = most > 0.0 ? rivals(f) / most : 0.0;
    const auto& reachable = view.reachable[f];
    spots.push_back({field.name.in(view.language), competition, *fit.fit,
                     reachable ? std::max(reachable->fit, *fit.fit) : *fit.fit, fit.companies});
  }
  // From the top down, as their names are written.
  std::stable_sort(spots.begin(), spots.end(),
                   [](const Spot& a, const Spot& b) { return a.fit > b.fit; });
  if (spots.size() > kMostSpots) spots.resize(kMostSpots);
  return spots;
}

// Where the names stand: beside their spots, but below the names above them, and above the axis.
template <typename X, typename Y>
std::vector<double> label_lines(const std::vector<Spot>& spots, X x, Y y) {
  std::vector<double> lines;
  for (const Spot& spot : spots) lines.push_back(y(spot.fit) + 4.0);
  const auto are_near = [&](std::size_t i, std::size_t j) {
    return std::abs(x(spots[i].competition) - x(spots[j].competition)) < 220.0;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (are_near(i, j)) lines[i] = std::max(lines[i], lines[j] + kLabelHeight);
    }
  }
  for (std::size_t i = lines.size(); i-- > 0;) {
    lines[i] = std::min(lines[i], kMapBottom + 4.0);
    for (std::size_t j = i + 1; j < lines.size(); ++j) {
      if (are_near(i, j)) lines[i] = std::min(lines[i], lines[j] - kLabelHeight);
    }
  }
  return lines;
}

}  // namespace

std::string fields_map(const FieldsView& view) {
  const ReportWords& r = report_words(view.language);
  const Words& w = words(view.language);
  const std::vector<Spot> spots = spots_of(view);
  if (spots.empty()) return {};
  double high = 0.05;
  for (const Spot& spot : spots) high = std::max(high, spot.reachable);
  high = std::min(1.0, std::ceil(high * 10.0) / 10.0);
  const auto x = [](double competition) {
    return kMapLeft + 40.0 + competition * (kMapRight - kMapLeft - 160.0);
  };
  const auto y = [&](double fit) { return kMapBottom - fit / high * (kMapBottom - kMapTop); };
  Svg svg(kMapHeight, std::string(r.map) + ". " + std::string(r.map_legend));
  const double step = high > 0.5 ? 0.2 : 0.1;
  for (int tick = 0; tick * step < high + 0.01; ++tick) {
    const double fit = tick * step;
    svg.line(kMapLeft, y(fit), kMapRight, y(fit), "axis");
    svg.words(kMapLeft - 8.0, y(fit) + 4.0, "end", level_text(fit), "soft");
  }
  svg.words(kMapLeft, 18.0, "start", r.map_fit, "soft");
  if (view.pool) {
    svg.words(0.5 * (kMapLeft + kMapRight), kMapBottom + 40.0, "middle", r.map_rivals, "soft");
  } else {
    svg.words(x(0.0), kMapBottom + 24.0, "middle", w.niche, "soft");
    svg.words(x(1.0), kMapBottom + 24.0, "middle", w.crowded, "soft");
  }
  const std::vector<double> lines = label_lines(spots, x, y);
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const Spot& spot = spots[i];
    const double at = x(spot.competition);
    if (spot.reachable > spot.fit) svg.line(at, y(spot.fit), at, y(spot.reachable), "reach");
    svg.dot(at, y(spot.fit),
            std::min(12.0, 4.0 + 2.0 * std::sqrt(static_cast<double>(spot.companies))), "spot",
            spot.name);
    std::string text = fit_width(spot.name, 26) + " " + rounded(spot.fit);
    if (spot.reachable > spot.fit) text += "→" + rounded(spot.reachable);
    svg.words(at + 16.0, lines[i], "start", text, "");
  }
  return svg.finish();
}

}  // namespace skillmatch::cli
