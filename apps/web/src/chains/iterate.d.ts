/** One step of ForceAtlas2 over matrices, which the package ships without types. */
declare module 'graphology-layout-forceatlas2/iterate.js' {
  type Settings = {
    linLogMode: boolean; outboundAttractionDistribution: boolean; adjustSizes: boolean; edgeWeightInfluence: number; scalingRatio: number
    strongGravityMode: boolean; gravity: number; slowDown: number; barnesHutOptimize: boolean; barnesHutTheta: number
  }
  export default function iterate(settings: Settings, nodes: Float32Array, edges: Float32Array): object
}
