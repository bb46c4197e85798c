import { build, checkNode, install, main } from './toolchain.mjs';

main(async () => {
  checkNode();
  await install();
  await build();
});
