#include "lbfgs_search.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <new>

#include <lbfgs.h>

namespace skillmatch {
namespace {

constexpr int kMostIterations = 200;

// What liblbfgs, a library in C, calls for each loss.
struct Search {
  const SmoothLoss& loss;
  Eigen::Index parameters;
  std::exception_ptr error;
  int iterations = 0;

  static double evaluate(void* instance, const double* x, double* gradient, int size,
                         double /*step*/) {
    auto& search = *static_cast<Search*>(instance);
    std::fill_n(gradient, size, 0.0);  // what is beyond the parameters is the library's padding
    try {
      Eigen::VectorXd slopes;
      const double value =
          search.loss(Eigen::Map<const Eigen::VectorXd>(x, search.parameters), slopes);
      std::copy_n(slopes.data(), search.parameters, gradient);
      return value;
    } catch (...) {
      search.error = std::current_exception();
      return 0.0;
    }
  }
  static int progress(void* instance, const double* /*x*/, const double* /*gradient*/,
                      double /*loss*/, double /*x_norm*/, double /*gradient_norm*/, double /*step*/,
                      int /*size*/, int iteration, int /*evaluations*/) {
    auto& search = *static_cast<Search*>(instance);
    search.iterations = iteration;
    return search.error != nullptr ? 1 : 0;
  }
};

std::string words_of(int status) {
  switch (status) {
    case LBFGS_SUCCESS:
    case LBFGS_ALREADY_MINIMIZED:
      return "the slope of the loss vanished";
    case LBFGS_STOP:
      return "the loss fell no further";
    case LBFGSERR_MAXIMUMITERATION:
      return "it reached " + std::to_string(kMostIterations) + " iterations";
    default:
      // A step too small to tell from rounding: as low as doubles can tell.
      return "no step made the loss lower";
  }
}

}  // namespace

Minimum minimise(const SmoothLoss& loss, Eigen::VectorXd& x) {
  // The library may ask for a multiple of 16 variables.
  const int size = static_cast<int>((x.size() + 15) / 16 * 16);
  struct Free {
    void operator()(double* p) const noexcept { lbfgs_free(p); }
  };
  const std::unique_ptr<double, Free> variables(lbfgs_malloc(size));
  if (!variables) throw std::bad_alloc();
  std::fill_n(variables.get(), size, 0.0);
  std::copy_n(x.data(), x.size(), variables.get());
  lbfgs_parameter_t parameters;
  lbfgs_parameter_init(&parameters);
  parameters.m = 10;
  parameters.epsilon = 1e-6;
  parameters.past = 3;
  parameters.delta = 1e-6;
  parameters.max_iterations = kMostIterations;
  Search search{loss, x.size(), nullptr};
  const int status = lbfgs(size, variables.get(), nullptr, Search::evaluate, Search::progress,
                           &search, &parameters);
  if (search.error) std::rethrow_exception(search.error);
  if (status == LBFGSERR_OUTOFMEMORY) throw std::bad_alloc();
  std::copy_n(variables.get(), x.size(), x.data());
  Eigen::VectorXd slopes;
  // After a step that failed, the loss that the library gives is that step's.
  return {loss(x, slopes), static_cast<std::size_t>(search.iterations), words_of(status)};
}

}  // namespace skillmatch
