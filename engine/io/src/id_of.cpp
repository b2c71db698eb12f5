#include <skillmatch/io/write.h>

namespace skillmatch::io {

std::string_view id_of(Gate gate) {
  switch (gate) {
    case Gate::pass:
      return "pass";
    case Gate::unknown:
      return "unknown";
    case Gate::fail:
      return "fail";
  }
  return {};
}

std::string_view id_of(NotRankedReason reason) {
  switch (reason) {
    case NotRankedReason::no_requirements:
      return "no_requirements";
    case NotRankedReason::no_weight:
      return "no_weight";
    case NotRankedReason::empty_profile:
      return "empty_profile";
    case NotRankedReason::no_profile_weight:
      return "no_profile_weight";
    case NotRankedReason::no_offers:
      return "no_offers";
    case NotRankedReason::no_wants:
      return "no_wants";
  }
  return {};
}

std::optional<Gate> gate_of_id(std::string_view id) {
  for (const Gate gate : {Gate::pass, Gate::unknown, Gate::fail}) {
    if (id_of(gate) == id) return gate;
  }
  return std::nullopt;
}

}  // namespace skillmatch::io
