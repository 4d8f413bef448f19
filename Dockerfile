FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The lock file brings a Node.js runtime of its own for machines with an older one; the image has the right one.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node ~/.npm

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
RUN install -d -o node -g node -m 0700 /data node_modules/.cache
COPY package.json ./
COPY locales ./locales
COPY templates ./templates
COPY src ./src
USER node
# What Node makes of every module is kept in the image, so that a start need not make it again.
RUN ["node", "--import=./src/warm-start.js", "--max-semi-space-size=1", "--optimize-for-size", "src/main.ts", "--help"]
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import=./src/warm-start.js", "--max-semi-space-size=1", "--optimize-for-size", "src/main.ts", "start"]
