// With --require: the process says at its end, on its fourth channel, how many milliseconds of processor it took.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(3, String((user + system) / 1000));
});
