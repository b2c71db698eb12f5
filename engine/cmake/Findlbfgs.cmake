# liblbfgs comes without a CMake package in Debian. Defines lbfgs::lbfgs.
find_path(lbfgs_INCLUDE_DIR lbfgs.h)
find_library(lbfgs_LIBRARY NAMES liblbfgs.a lbfgs)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(lbfgs REQUIRED_VARS lbfgs_LIBRARY lbfgs_INCLUDE_DIR)
if(lbfgs_FOUND AND NOT TARGET lbfgs::lbfgs)
  add_library(lbfgs::lbfgs UNKNOWN IMPORTED)
  set_target_properties(lbfgs::lbfgs PROPERTIES
    IMPORTED_LOCATION "${lbfgs_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${lbfgs_INCLUDE_DIR}")
endif()
mark_as_advanced(lbfgs_INCLUDE_DIR lbfgs_LIBRARY)
