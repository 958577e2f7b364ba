// node --require network-trap.cjs …: a connection, a listener or a name lookup ends the process.
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const trap = name => () => {
  process.stderr.write(`the program reached for the network: ${name}\n`);
  process.exit(97);
};
for (const [of, names] of [
  [net.Server.prototype, ['listen']],
  [dgram, ['createSocket']],
  [dns, ['lookup', 'resolve', 'resolve4', 'resolve6']],
  [dns.promises, ['lookup', 'resolve']],
])
  for (const name of names) of[name] = trap(name);
// A pipe of the process itself is a socket of this class too, but it does not connect.
net.Socket.prototype.connect = trap('connect');
globalThis.fetch = trap('fetch');
globalThis.WebSocket = trap('WebSocket');
