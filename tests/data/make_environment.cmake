# cmake -DPYTHON=… -DENVIRONMENT=DIR -DREQUIREMENTS=FILE -P make_environment.cmake
# A virtual environment with exactly what REQUIREMENTS lists; left as it is when it has that already.
set(stamp ${ENVIRONMENT}/requirements.sha256)
file(SHA256 ${REQUIREMENTS} wanted)
if(EXISTS ${stamp})
  file(READ ${stamp} installed)
  if(installed STREQUAL wanted)
    return()
  endif()
endif()

file(REMOVE_RECURSE ${ENVIRONMENT})
execute_process(COMMAND ${PYTHON} -m venv ${ENVIRONMENT} RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "${PYTHON} cannot make a virtual environment; on Debian install python3-venv")
endif()
execute_process(
  COMMAND ${ENVIRONMENT}/bin/python -m pip install --quiet --disable-pip-version-check
          -r ${REQUIREMENTS}
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "${REQUIREMENTS} cannot be installed")
endif()
file(WRITE ${stamp} ${wanted})
